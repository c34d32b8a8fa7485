import { useState } from "react";
import type { SimulatedCarrier } from "@/lib/services/sandbox-admin/describe-sandbox";
import { type Draft, readDrafts, toDrafts } from "./field-draft";

type Choice = SimulatedCarrier["changes"][number];

/** One of a simulated carrier's choices, its own fields, and what it is meant for. Another choice empties the fields. */
export function useChoice<C extends Choice>(
  carriers: readonly SimulatedCarrier[],
  listChoices: (carrier: SimulatedCarrier) => readonly C[],
) {
  const [carrierId, setCarrierId] = useState(carriers[0]?.id ?? "");
  const [value, setValue] = useState("");
  const [targets, setTargets] = useState("");
  const [drafts, setDrafts] = useState<Draft>({});
  const carrier = carriers.find(({ id }) => id === carrierId);
  const choices = carrier ? listChoices(carrier) : [];
  const choice = choices.find((one) => one.value === value) ?? choices[0];
  const fields = choice?.fields ?? [];
  const draft = { ...toDrafts(fields), ...drafts };
  const emptyAfter = (set: (to: string) => void) => (to: string) => {
    set(to);
    setDrafts({});
  };
  return {
    carriers,
    carrierId,
    carrierLabel: carrier?.label ?? carrierId,
    chooseCarrier: emptyAfter(setCarrierId),
    choices,
    choice,
    choose: emptyAfter(setValue),
    fields,
    draft,
    setDrafts,
    values: readDrafts(fields, draft) as Record<string, string>,
    targets,
    setTargets,
  };
}
