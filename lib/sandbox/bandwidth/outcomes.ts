import { optionalText, text } from "../core/fields";
import { type OutcomeChoice } from "../core/outcomes";

export const outcomes: readonly OutcomeChoice[] = [
  {
    value: "code",
    label: "Fails with error code",
    meaning: "Listed among the errors of its import or remove order.",
    detail: {
      fields: {
        code: text("Code", "", { pattern: /^\d{3,6}$/, hint: "Enter a code such as 25060.", initial: "25060" }),
        text: optionalText("Text", "Blank: the published text."),
      },
      read: ({ code = "", text: message }) => (message ? { code, text: message } : code),
      pattern: /^\d+$/,
    },
  },
  {
    value: "unmentioned",
    label: "Not mentioned",
    meaning: "Neither among the order's numbers nor among its errors.",
  },
  { value: "slow", label: "Delays its order", meaning: "The whole order takes much longer." },
  { value: "succeed", label: "Always succeeds", meaning: "Imported even where its last four digits say otherwise." },
  {
    value: "registration-refused",
    label: "Registration refused",
    meaning: "Cannot be registered to an application.",
  },
  {
    value: "message-undelivered",
    label: "Messages to it are not delivered",
    meaning: "Accepted, then undelivered.",
  },
  { value: "message-rejected", label: "Messages to it are rejected", meaning: "Accepted, then rejected." },
];
