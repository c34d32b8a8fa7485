import { type ChangeKind, type UnrequestedChange } from "../sandbox";
import { type ProvisionDeps } from "./provision";

export const changes: readonly ChangeKind[] = [
  { value: "sms-lost", label: "SMS goes off", meaning: "The numbers lose SMS, and their webhook.", fields: {} },
  {
    value: "sms-gained",
    label: "SMS comes on",
    meaning: "The numbers are provisioned, as if by another portal.",
    fields: {},
  },
];

export function change({ value, numbers }: UnrequestedChange, { commit, world }: ProvisionDeps): void {
  commit({ kind: "unrequested", numbers, isOn: value === "sms-gained", since: world.clock.now() });
}
