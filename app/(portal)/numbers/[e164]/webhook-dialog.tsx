"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import type { AccountView } from "@/lib/services/numbers/number-view";
import { readCallbackAddressAction } from "../actions";
import { OrderDialog } from "../order-dialog";
import { findUrlFault } from "../../sms/webhook-url";

type Shared = Omit<Parameters<typeof OrderDialog>[0], "children" | "params" | "paramsFault">;

/** Where messages to the number shall go: what is set now, else this portal's own address. */
export function WebhookDialog({ account, ...shared }: Shared & { account: AccountView }) {
  const [typed, setTyped] = useState<string | null>(null);
  const own = useQuery({
    queryKey: ["callback-address", account.id],
    queryFn: async () => {
      const result = await settleAction(readCallbackAddressAction({ accountId: account.id }));
      return result.ok ? result.data : "";
    },
  });
  const url = typed ?? own.data ?? "";
  const current = account.service?.webhookUrl ?? null;
  return (
    <OrderDialog {...shared} params={{ url: url.trim() }} paramsFault={findUrlFault(url)}>
      <p className="text-sm text-muted">
        {current === null ? "No webhook is known to be set." : "Set now: "}
        {current !== null && <span className="font-mono text-xs break-all">{current}</span>}
      </p>
      <Field label="Address" isRequired hint="This portal's own unless you change it: messages then show up here.">
        <Input
          isMono
          type="url"
          leading={own.isPending ? <Spinner /> : undefined}
          value={url}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
    </OrderDialog>
  );
}
