import { type Assessment, type AssessInput, defineOrderKind, noChange, unclear, willChange } from "./definition";

export const importNumbers = defineOrderKind({
  label: "Import",
  verb: "Import",
  action: "Import",
  consequences:
    "Numbers of other carriers become known to this account. Importing one that is there already resets all its attributes.",
  inverse: "remove",
  rivals: ["import", "remove"],
  step: { id: "imported", isForward: true },
  form: { path: "/import", draft: "import" },
  preview: {
    assess: assessImport,
    note: {
      code: "registered",
      message: (carrier) => `registered to an application at ${carrier} already, as far as we know.`,
      applies: ({ known }) => known.registrationState === "registered",
    },
  },
  numberPage: {
    refuse: ({ carrierLabel, service }) =>
      service?.importState === "requested" ? `${carrierLabel} is already importing it.` : null,
  },
  outcomeNote:
    "The carrier decides number by number. PARTIAL means that some were imported and others refused; the refused ones are listed below with the carrier's reason, and can be tried again alone.",
  detail: "import-progress",
  followUp: { param: "registerWith", kind: "register", as: "applicationId" },
});

export const register = defineOrderKind({
  label: "Register",
  verb: "Register",
  action: "Register",
  consequences: "Messages to the numbers then go to the application's address.",
  rivals: ["register", "import", "remove"],
  step: { id: "registered", isForward: true },
  numberPage: {
    refuse({ carrierLabel, service }) {
      if (service?.registrationState === "registered") return "Registered already.";
      return service?.importState === "imported" ? null : `Import it to ${carrierLabel} first.`;
    },
  },
});

export const remove = defineOrderKind({
  label: "Remove",
  verb: "Remove",
  action: "Remove",
  consequences: "The numbers leave this account and stay with their own carrier; their messages no longer come here.",
  isDangerous: true,
  rivals: ["register", "import", "remove"],
  step: { id: "imported", isForward: false },
  numberPage: {
    refuse: ({ carrierLabel, service }) =>
      service?.importState === "imported" ? null : `It is not imported to ${carrierLabel}.`,
  },
  outcomeNote:
    "The carrier decides number by number. PARTIAL means that some were removed and others not; they are listed below with the carrier's reason.",
});

function assessImport({ known: { openOrders, importState }, carrier }: AssessInput): Assessment {
  const equal = openOrders.find((order) => order.kind === "import");
  if (equal)
    return {
      ...noChange("open-order", "In an open import", "An import of these is not settled yet."),
      order: equal,
    };
  const removal = openOrders.find((order) => order.kind === "remove");
  if (removal) {
    const explanation = `An open order removes these at ${carrier}. Wait for it to settle: the one that ends last wins.`;
    return { ...unclear("open-removal", "In an open removal", explanation), order: removal };
  }
  switch (importState) {
    case "imported":
      return noChange(
        "imported",
        "Imported already",
        `${carrier} confirmed these before. Importing again resets what is set for them there.`,
      );
    case "requested":
      return noChange("in-progress", "Being imported", `${carrier} is already working on these.`);
    case "failed":
      return willChange(
        "retry",
        "Refused before",
        `${carrier} refused these last time. The order shows why; without a change there it may refuse again.`,
      );
    case "unknown":
      return unclear(
        "unclear",
        "Last import unclear",
        "The result of the last import of these is not known. Settle that order first.",
      );
    default:
      return willChange("new", "New to the account", `Not at ${carrier} as far as we know.`);
  }
}
