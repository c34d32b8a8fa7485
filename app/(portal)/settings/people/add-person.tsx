"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/feedback/use-action";
import { DialogForm } from "@/components/form/dialog-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { role as roleSchema, type Role } from "@/lib/domain/permissions";
import { addPersonAction } from "./actions";
import { OneTimePassword } from "./one-time-password";
import { ROLE_OPTIONS, ROLE_DESCRIPTIONS } from "./role-fields";

type Added = { email: string; password: string };

export function AddPerson() {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [added, setAdded] = useState<Added>();
  return (
    <>
      <Button variant="primary" icon={<UserPlus aria-hidden />} onClick={() => setIsOpen(true)}>
        Add person
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} title="Add person" size="sm">
        <AddPersonForm
          onCancel={() => setIsOpen(false)}
          onAdded={(person) => {
            setIsOpen(false);
            setAdded(person);
            router.refresh();
          }}
        />
      </Dialog>
      {added && <OneTimePassword {...added} onDone={() => setAdded(undefined)} />}
    </>
  );
}

function AddPersonForm({ onCancel, onAdded }: { onCancel: () => void; onAdded: (person: Added) => void }) {
  const [role, setRole] = useState<Role>("support");
  const { run, isBusy, failure } = useAction();

  const submit = (data: FormData) =>
    run(
      () => addPersonAction({ name: String(data.get("name")), email: String(data.get("email")), role }),
      ({ email, password }) => onAdded({ email, password }),
    );
  return (
    <DialogForm
      noValidate
      submitLabel="Add person"
      failure={failure?.fields ? null : failure}
      isBusy={isBusy}
      onSubmit={submit}
      onClose={onCancel}
    >
      <Field label="Name" errors={failure?.fields?.name}>
        <Input name="name" autoComplete="off" data-first-focus />
      </Field>
      <Field label="Email address" errors={failure?.fields?.email}>
        <Input name="email" type="email" autoComplete="off" />
      </Field>
      <Field label="Role" hint={ROLE_DESCRIPTIONS[role]}>
        <Select
          options={ROLE_OPTIONS}
          value={role}
          onChange={(event) => setRole(roleSchema.parse(event.target.value))}
        />
      </Field>
    </DialogForm>
  );
}
