import { banSyntax } from "./syntax.mjs";

const MESSAGE = "Read rows with queryRows of lib/db/sql.ts, which verifies their type.";

/** The type of a row is verified: queryRows. */
const UNVERIFIED_ROWS = [
  "CallExpression[callee.property.name=/^(query|\\$queryRaw(Unsafe)?)$/][typeArguments]",
  "TaggedTemplateExpression[tag.property.name='$queryRaw'][typeArguments]",
  "VariableDeclarator[id.properties.0.key.name='rows'] > AwaitExpression > CallExpression[callee.property.name='query']",
  "MemberExpression[property.name='rows'] > AwaitExpression > CallExpression[callee.property.name='query']",
].map((selector) => ({ selector, message: MESSAGE }));

export const verifiedRows = banSyntax((file) => (file === "lib/db/sql.ts" ? [] : UNVERIFIED_ROWS));
