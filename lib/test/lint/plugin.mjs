// The laws of this repository, for oxlint (.oxlintrc.json).
import { access } from "./access.mjs";
import { cleanAddresses } from "./addresses.mjs";
import { verifiedRows } from "./database.mjs";
import { importLaws } from "./imports.mjs";
import { plainWords } from "./plain-words.mjs";

export default {
  meta: { name: "tandem" },
  rules: {
    access,
    "clean-addresses": cleanAddresses,
    "import-laws": importLaws,
    "plain-words": plainWords,
    "verified-rows": verifiedRows,
  },
};
