import { text } from "../core/fields";
import { type ChangeKind } from "../sandbox";

export const changes: readonly ChangeKind[] = [
  {
    value: "registration-lost",
    label: "Registration is taken away",
    meaning: "The numbers are registered to no application any more, and not listed.",
    fields: {},
  },
  {
    value: "number-appeared",
    label: "Number appears",
    meaning: "Registered, as if by another portal.",
    fields: {
      application: text("Application ID", "", { hint: "The ID of one of the account's applications.", max: 100 }),
    },
  },
];
