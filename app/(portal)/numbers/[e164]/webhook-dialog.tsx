"use client";

import { useState } from "react";
import type { AccountView } from "@/lib/services/numbers/number-view";
import { useCallbackAddress, WebhookField } from "../../sms/webhook-field";
import { findUrlFault } from "../../sms/webhook-url";
import { OrderDialog, type SharedDialogProps } from "../order-dialog";

/** Where messages to the number are to go: this portal's own address unless the person changes it. */
export function WebhookDialog({ account, ...shared }: SharedDialogProps & { account: AccountView }) {
  const [typed, setTyped] = useState<string | null>(null);
  const own = useCallbackAddress(account.id);
  const url = typed ?? own.data ?? "";
  const current = account.service?.webhookUrl ?? null;
  return (
    <OrderDialog {...shared} params={{ url: url.trim() }} paramsFault={findUrlFault(url)}>
      <p className="text-sm text-muted">
        {current === null ? "No webhook is known to be set." : "Set now: "}
        {current !== null && <span className="font-mono text-xs break-all">{current}</span>}
      </p>
      <WebhookField label="Address" value={url} isPending={own.isPending} onChange={setTyped} />
    </OrderDialog>
  );
}
