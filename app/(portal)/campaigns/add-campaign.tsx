"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { markLive } from "@/lib/domain/account-choice";
import type { BrandChoice } from "@/lib/services/campaigns/list-brand-choices";
import { createCampaignAction } from "./actions";
import { EntryForm } from "./entry-form";

/** The button and the form that register a campaign; with one brand there is nothing to choose. */
export function AddCampaign({ brands, denial }: { brands: readonly BrandChoice[]; denial: string | null }) {
  const [isOpen, setIsOpen] = useState(false);
  const none = brands.length === 0 ? "Register a brand first." : null;
  return (
    <>
      <Button
        variant="primary"
        icon={<Plus aria-hidden />}
        disabledReason={denial ?? none}
        onClick={() => setIsOpen(true)}
      >
        Add campaign…
      </Button>
      {isOpen && <CampaignForm brands={brands} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function CampaignForm({ brands, onClose }: { brands: readonly BrandChoice[]; onClose: () => void }) {
  const [brandRowId, setBrand] = useState(brands.length === 1 ? (brands[0]?.id ?? "") : "");
  const [campaignId, setCampaignId] = useState("");
  const [description, setDescription] = useState("");
  return (
    <EntryForm
      title="Add a campaign"
      description="The campaign must exist in the campaign registry, and be active there. This registers it with the carrier's network."
      button={markLive("Register campaign", brands.find(({ id }) => id === brandRowId)?.mode)}
      href={(id) => `/campaigns/${id}`}
      submit={() => createCampaignAction({ brandRowId, campaignId, description })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Field label="Brand" isRequired errors={errors.brandRowId}>
            <Select
              placeholder="Choose the brand"
              options={brands.map(({ id, label }) => ({ value: id, label }))}
              value={brandRowId}
              onText={setBrand}
            />
          </Field>
          <Field
            label="Campaign ID"
            isRequired
            hint="Seven characters, starting with C, such as C123456."
            errors={errors.campaignId}
          >
            <Input isMono maxLength={20} value={campaignId} onText={setCampaignId} />
          </Field>
          <Field label="Description" isRequired errors={errors.description}>
            <Textarea rows={2} maxLength={255} value={description} onText={setDescription} />
          </Field>
        </>
      )}
    </EntryForm>
  );
}
