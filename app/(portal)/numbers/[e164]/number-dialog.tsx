"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fetchResult } from "@/components/feedback/fetch-result";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { NumberAction } from "@/lib/services/numbers/judge-action";
import type { AccountView } from "@/lib/services/numbers/number-view";
import { OrderDialog } from "../order-dialog";

type Props = {
  action: NumberAction;
  account: AccountView;
  number: PhoneNumber;
  onClose: () => void;
  onPlaced: () => void;
};

/** Asks for what the kind of order needs besides the number, and for a reason. */
export function NumberDialog({ action, account, number, onClose, onPlaced }: Props) {
  const shared = {
    kind: action,
    accounts: [{ id: account.id, name: account.name }],
    numbers: [number],
    onClose,
    onPlaced,
  };
  if (action === "register") return <RegisterDialog {...shared} accountId={account.id} />;
  if (action === "campaign-assign") return <CampaignDialog {...shared} />;
  return <OrderDialog {...shared} />;
}

type Shared = Omit<Parameters<typeof OrderDialog>[0], "children" | "params" | "paramsFault">;
type Application = { id: string; name: string };

function RegisterDialog({ accountId, ...shared }: Shared & { accountId: string }) {
  const [applicationId, setApplicationId] = useState("");
  const applications = useQuery({
    queryKey: ["applications", accountId],
    queryFn: async ({ signal }) => {
      const result = await fetchResult<Application[]>(`/api/numbers/applications/${accountId}`, { signal });
      if (!result.ok) throw new Error(result.error.message);
      return result.data;
    },
    retry: false,
  });
  const list = applications.data ?? [];
  const hint = applications.isPending
    ? "Reading the applications at the carrier…"
    : list.length === 0 && !applications.isError
      ? "The account has no application yet. One can be made on the import page."
      : undefined;
  return (
    <OrderDialog
      {...shared}
      params={{ applicationId }}
      paramsFault={applicationId === "" ? "Choose the application first." : null}
    >
      <Field
        label="Application"
        hint={hint}
        errors={
          applications.isError ? [`The applications could not be read: ${applications.error.message}`] : undefined
        }
        isRequired
      >
        <Select
          placeholder="Choose an application"
          value={applicationId}
          onChange={(event) => setApplicationId(event.target.value)}
          options={list.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
        />
      </Field>
    </OrderDialog>
  );
}

function CampaignDialog(shared: Shared) {
  const [campaignId, setCampaignId] = useState("");
  const id = campaignId.trim().toUpperCase();
  return (
    <OrderDialog
      {...shared}
      params={{ campaignId: id }}
      paramsFault={id === "" ? "Give the campaign's id first." : null}
    >
      <Field label="Campaign id" hint="As registered with the carrier: seven characters, beginning with C." isRequired>
        <Input isMono maxLength={20} value={campaignId} onChange={(event) => setCampaignId(event.target.value)} />
      </Field>
    </OrderDialog>
  );
}
