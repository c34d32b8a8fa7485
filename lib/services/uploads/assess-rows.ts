import "server-only";
import type { Context, OpenAccount } from "@/lib/context";
import { type KnownNumber, ORDER_KINDS } from "@/lib/domain/order";
import { type AssessInput, maybe, noChange, unclear, willChange } from "@/lib/domain/order-kinds/definition";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { PreflightVerdict } from "@/lib/domain/preflight";
import type { OrderUploadKind } from "@/lib/domain/uploads/upload";
import { readKnownNumbers } from "@/lib/services/orders/preview-known-numbers";
import type { OrderTarget } from "./upload-targets";

/** What is expected of a number, and whether the kind's own note applies to it. */
export type AssessedNumber = { verdict: PreflightVerdict; note: { code: string; message: string } | null };

/**
 * Decides what an order of this target would do to each number, from what is recorded. Codes begin with the kind, as an upload may have
 * several. `account` is null where it is switched off.
 */
export async function assessNumbers(
  { sql }: Pick<Context, "sql">,
  { target, account, numbers }: { target: OrderTarget; account: OpenAccount | null; numbers: readonly PhoneNumber[] },
): Promise<AssessedNumber[]> {
  const { kind, params } = target;
  if (!account)
    return numbers.map(() =>
      toAssessed(kind, unclear("account-off", "Account switched off", "Nothing can be sent there.")),
    );
  const find = await readKnownNumbers(sql, account.id, numbers);
  const carrier = account.definition.label;
  const { preview } = ORDER_KINDS[kind];
  return numbers.map((number) => {
    const input: OwnInput = { number, known: find(number), carrier, params };
    const note = preview?.note?.applies(input)
      ? { code: `${kind}:${preview.note.code}`, message: preview.note.message(carrier) }
      : null;
    return { ...toAssessed(kind, preview ? preview.assess(input) : assessOther(kind, input)), note };
  });
}

type OwnInput = AssessInput & { known: KnownNumber };

const toAssessed = (kind: OrderUploadKind, { verdict }: { verdict: PreflightVerdict }): AssessedNumber => ({
  verdict: { ...verdict, code: `${kind}:${verdict.code}` },
  note: null,
});

/** Kinds without a form of their own: what is recorded and what is under way. */
function assessOther(kind: OrderUploadKind, { known, carrier, params }: OwnInput) {
  const rivals: readonly string[] = [kind, ...ORDER_KINDS[kind].rivals];
  const open = known.openOrders.find((order) => rivals.includes(order.kind));
  if (open)
    return unclear(
      "open-order",
      "In an open order",
      `Order ${open.ref} for these is not settled yet. Wait for it to settle.`,
    );
  return assessKnown(kind, known, carrier, params.applicationId);
}

function assessKnown(kind: OrderUploadKind, known: KnownNumber, carrier: string, applicationId: unknown) {
  if (kind === "purchase")
    return known.ownership === "owned"
      ? noChange("owned", "Ours already", `${carrier} lists these in our account.`)
      : maybe(
          "on-offer",
          "Asked when they are ordered",
          `${carrier} is asked for each whether it is still on offer; those that are not are left out.`,
        );
  if (kind === "register") {
    if (known.registrationState === "registered")
      return willChange(
        "registered",
        "Registered already",
        `${carrier} lists these; they are registered with application ${String(applicationId ?? "")} then.`,
      );
    return known.importState === "imported"
      ? willChange("imported", "Imported", `These are at ${carrier}, not registered as far as we know.`)
      : maybe(
          "not-imported",
          "Not known to be imported",
          `${carrier} registers only numbers that are in the account. Import them first.`,
        );
  }
  if (kind === "remove")
    return known.importState === "imported"
      ? willChange("imported", "Imported", `These leave ${carrier}.`)
      : maybe(
          "not-imported",
          "Not known to be imported",
          `We do not know these to be at ${carrier}; it may refuse them.`,
        );
  return maybe("not-known", "Not known", `${carrier} responds for each.`);
}
