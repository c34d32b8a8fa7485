import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { describeCause, type CarrierPause } from "@/lib/domain/carrier-breaker";
import { listPauses } from "@/lib/engine/breaker/list-pauses";

/** `off`: it waits for a probe to pass. `held`: its breaker holds it back. `well`: its last answer was one. `limited`: it asked us to wait. `troubled`: its last call brought no usable answer. */
export type CarrierHealth = {
  accountId: string;
  carrierId: string;
  label: string;
  isSandbox: boolean;
  condition: "well" | "limited" | "troubled" | "silent" | "held" | "off";
  message: string;
  at: string | null;
};

const accountRow = z.object({
  id: z.string(),
  carrier: z.string(),
  label: z.string(),
  mode: z.string(),
  status: z.number().nullable(),
  fault: z.string().nullable(),
  started_at: z.date().nullable(),
  blocked_until: z.date().nullable(),
  awaits_probe: z.boolean(),
  probe_message: z.string().nullable(),
});
type Row = z.infer<typeof accountRow>;

export async function listCarrierHealth(ctx: Context): Promise<CarrierHealth[]> {
  const pauses = await listPauses(ctx);
  const rows = await queryRows(ctx.sql, accountRow)`
    SELECT a.id, a.carrier, a.label, a.mode, a.awaits_probe, a.probe_message, c.status, c.fault, c.started_at, s.blocked_until FROM carrier_account a
    LEFT JOIN LATERAL (SELECT status, fault, started_at FROM carrier_call WHERE account_id = a.id ORDER BY started_at DESC LIMIT 1) c ON true
    LEFT JOIN LATERAL (SELECT max(blocked_until) AS blocked_until FROM rate_slot WHERE account_id = a.id AND blocked_until > now()) s ON true
    WHERE a.is_enabled OR a.awaits_probe ORDER BY a.carrier, a.label`;
  return rows.map((row) => ({
    accountId: row.id,
    carrierId: row.carrier,
    label: `${findCarrier(row.carrier)?.label ?? row.carrier} · ${row.label}`,
    isSandbox: row.mode === "sandbox",
    at: row.started_at?.toISOString() ?? null,
    ...evaluate(
      row,
      pauses.find((pause) => pause.accountId === row.id),
    ),
  }));
}

function evaluate(
  { status, fault, blocked_until, awaits_probe, probe_message }: Row,
  pause: CarrierPause | undefined,
): Pick<CarrierHealth, "condition" | "message"> {
  if (awaits_probe) return { condition: "off", message: probe_message ?? "It is tested now." };
  if (pause) return { condition: "held", message: `${describeCause(pause)}; nothing is sent until it is healthy.` };
  if (blocked_until) {
    const seconds = Math.max(Math.ceil((blocked_until.getTime() - Date.now()) / 1000), 1);
    return { condition: "limited", message: `Asked us to wait another ${seconds} s` };
  }
  if (fault) return { condition: "troubled", message: fault };
  if (status === null) return { condition: "silent", message: "Not called yet" };
  if (status >= 500) return { condition: "troubled", message: `Last answer HTTP ${status}` };
  return { condition: "well", message: "Answers" };
}
