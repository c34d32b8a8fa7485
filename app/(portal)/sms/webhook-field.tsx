"use client";

import { useQuery } from "@tanstack/react-query";
import { settleAction } from "@/components/feedback/settle-action";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import { readCallbackAddressAction } from "../numbers/actions";

/** This portal's own address for an account's messages; empty where it cannot be read. */
export const useCallbackAddress = (accountId: string) =>
  useQuery({
    queryKey: ["callback-address", accountId],
    queryFn: async () => {
      const result = await settleAction(readCallbackAddressAction({ accountId }));
      return result.ok ? result.data : "";
    },
  });

export function WebhookField({
  label,
  value,
  isPending,
  errors,
  onChange,
}: {
  label: string;
  value: string;
  isPending: boolean;
  errors?: string[];
  onChange: (url: string) => void;
}) {
  return (
    <Field
      label={label}
      isRequired
      hint="This portal's own address unless you change it: messages then show up here."
      errors={errors}
    >
      <Input
        isMono
        type="url"
        leading={isPending ? <Spinner /> : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
