"use client";

import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { useAction } from "@/components/feedback/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { role as roleSchema, ROLE_LABELS } from "@/lib/domain/permissions";
import type { PersonRow } from "@/lib/services/people/list-people";
import { setRoleAction } from "./actions";
import { ROLE_OPTIONS, ROLE_DESCRIPTIONS } from "./role-fields";

export function RoleDialog({
  person,
  onClose,
  onDone,
}: {
  person: PersonRow;
  onClose: () => void;
  onDone: (message: string) => void;
}) {
  const [role, setRole] = useState(person.role);
  const [reason, setReason] = useState("");
  const { run, isBusy, failure } = useAction();

  const save = () =>
    run(
      () => setRoleAction({ personId: person.id, role, reason: reason || undefined }),
      () => onDone(`${person.name} is now ${ROLE_LABELS[role]}`),
    );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={`Role of ${person.name}`}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isBusy={isBusy}
            disabledReason={role === person.role ? "This is the current role." : null}
            onClick={save}
          >
            Change role
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        {failure && <FailureBanner failure={failure} />}
        <Field label="Role" hint={ROLE_DESCRIPTIONS[role]}>
          <Select
            options={ROLE_OPTIONS}
            value={role}
            onChange={(event) => setRole(roleSchema.parse(event.target.value))}
          />
        </Field>
        <Field label="Reason (optional)" hint="Recorded in the audit log.">
          <Textarea rows={2} maxLength={500} value={reason} onText={setReason} />
        </Field>
      </div>
    </Dialog>
  );
}
