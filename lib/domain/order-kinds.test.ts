import { expect, it } from "vitest";
import {
  ALL_ORDER_KINDS,
  CAPABILITY_LABELS,
  findStepKind,
  getOrderForm,
  hasOrderForm,
  NUMBER_ACTIONS,
  ORDER_KINDS,
  type OrderKind,
  plainOrderKind,
} from "./order";
import { type AssessInput, defineOrderKind, type OrderKindDefinition } from "./order-kinds/definition";
import { phoneNumber } from "./phone-number";

const toy = defineOrderKind({
  label: "Port-out lock",
  verb: "Lock",
  action: "Lock",
  consequences: "The numbers cannot be ported out.",
  rivals: ["port-out-lock"],
});
type KindsWithToy = OrderKind | "port-out-lock";

it("takes a new kind as one definition with five required fields; everything else defaults to no", () => {
  const kinds: Record<KindsWithToy, OrderKindDefinition<KindsWithToy>> = { ...ORDER_KINDS, "port-out-lock": toy };
  expect(kinds["port-out-lock"]).toMatchObject({ inverse: null, placedBy: "order", numberPage: null, nextKinds: [] });
  // @ts-expect-error a kind without its label, verb, action, consequences and rivals does not compile
  defineOrderKind({ label: "Port-out lock" });
  // @ts-expect-error a misspelled field does not compile
  defineOrderKind({ ...toy, isDangerouss: true });
  // @ts-expect-error nor does a rival that is no kind
  const wrong: OrderKindDefinition<OrderKind> = toy;
  // @ts-expect-error nor a registry that lacks a kind
  const partial: Record<KindsWithToy, OrderKindDefinition<KindsWithToy>> = ORDER_KINDS;
  expect([wrong, partial]).toHaveLength(2);
});

it("gives every kind a text for each place that names it", () => {
  for (const kind of ALL_ORDER_KINDS) {
    const { label, verb, action, consequences } = ORDER_KINDS[kind];
    for (const text of [label, verb, action, consequences]) expect(text.trim(), kind).not.toBe("");
    expect(CAPABILITY_LABELS[kind]).toBe(label);
  }
  const labels = ALL_ORDER_KINDS.map((kind) => ORDER_KINDS[kind].label);
  expect(new Set(labels).size).toBe(labels.length);
});

it("names only existing kinds, and an inverse that leads back or is final", () => {
  for (const kind of ALL_ORDER_KINDS) {
    const { inverse, rivals, nextKinds, followUp, step } = ORDER_KINDS[kind];
    for (const other of [...rivals, ...nextKinds, inverse ?? kind, followUp?.kind ?? kind])
      expect(ALL_ORDER_KINDS, kind).toContain(other);
    if (inverse !== null) expect([kind, null]).toContain(ORDER_KINDS[inverse].inverse);
    if (inverse !== null && step) expect(ORDER_KINDS[inverse].step?.id).toBe(step.id);
  }
});

it("offers on a number's page only kinds that are rivals of themselves, so that none is ordered twice", () => {
  for (const kind of NUMBER_ACTIONS) expect(ORDER_KINDS[kind].rivals, kind).toContain(kind);
});

it("lets the general verb place no kind that has a verb of its own", () => {
  for (const kind of ALL_ORDER_KINDS)
    expect(plainOrderKind.safeParse(kind).success, kind).toBe(ORDER_KINDS[kind].placedBy === "order");
  expect(plainOrderKind.safeParse("purchase").success).toBe(false);
  expect(plainOrderKind.safeParse("campaign-assign").success).toBe(false);
});

it("finds one kind that completes each step, and a form for each kind that numbers are sent on to", () => {
  expect(findStepKind("sms")).toBe("sms-enable");
  expect(findStepKind("imported")).toBe("import");
  expect(findStepKind("tested")).toBeNull();
  for (const kind of ALL_ORDER_KINDS)
    for (const next of ORDER_KINDS[kind].nextKinds) {
      if (!hasOrderForm(next)) throw new Error(`${next} has no form`);
      expect(getOrderForm(next).path).toMatch(/^\//);
    }
});

it("leaves a number with an open order of a rival kind out of every preview", () => {
  const number = phoneNumber.parse("+12015550123");
  for (const kind of ALL_ORDER_KINDS)
    for (const rival of ORDER_KINDS[kind].preview ? ORDER_KINDS[kind].rivals : []) {
      const input: AssessInput = {
        number,
        carrier: "Carrier",
        params: {},
        known: {
          smsState: null,
          importState: null,
          registrationState: null,
          campaignId: null,
          webhookUrl: null,
          route: null,
          ownership: "owned",
          openOrders: [{ id: "1", ref: "T1", kind: rival }],
        },
      };
      const found = ORDER_KINDS[kind].preview?.assess(input);
      expect(found?.order?.kind, `${kind} with an open ${rival}`).toBe(rival);
      expect(found?.verdict.isIncluded).toBe(false);
    }
});
