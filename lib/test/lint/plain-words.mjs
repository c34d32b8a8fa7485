/*
 * Old words that must not come back: metaphors, archaisms and spellings that a reader in the US stumbles over. The plain word stands beside
 * each group. Names are compared word by word; texts are what a person may read, comments what an engineer reads.
 */
/** @typedef {{ pattern: RegExp, instead: string }} Word */

/** @type {Word[]} */
const NAMES = [
  {
    pattern: /^(told|said|says|spoken|spoke|anew|mend|mended|whoever)$/,
    instead: "say what it is: reported, message, requestedAt, input …",
  },
  { pattern: /^(strangers?|oddity|oddities)$/, instead: "unrequested, undocumented" },
  { pattern: /^(judges?|judged|judgement|weighs?|weighed)$/, instead: "evaluate, check" },
  { pattern: /^(desk|house|doorstep|doors?)$/, instead: "world, client, callback address" },
  { pattern: /^(played|patience|forgetting|rang)$/, instead: "simulated, timeout, decay, woken" },
  { pattern: /^(neighbours?|colour|centre|catalogue|behaviour|favour|grey)$/, instead: "American spelling" },
];
/** @type {Word[]} */
const WHOLE_NAMES = [
  { pattern: /^(MOST|LONGEST)_/, instead: "MAX_…" },
  { pattern: /^(underWay|letGo|holdBack|putBehind)$/, instead: "inProgress, closeBreaker, openBreaker, deprioritize" },
];
/** @type {Word[]} */
const TEXTS = [
  { pattern: /\b(anew|whoever|whomever|mend(s|ed|ing)?|shall)\b/i, instead: "again, anyone who, fix, will" },
  {
    pattern: /\bin words\b|\bwhat (becomes|became) of\b|\bcomes? to (its|an) end\b|\bcame to (its|an) end\b/i,
    instead: "say it directly",
  },
  {
    pattern: /\b(is|are|was|were) (told|spoken of|let go|well again|held back)\b|\bas the carriers? last told\b/i,
    instead: "reported, resumed, healthy, paused",
  },
  {
    pattern: /\b(strangers?|doorstep|robbed|turned away)\b|\bat the door\b|\bsettings of the start\b/i,
    instead: "unrequested, rejected, environment variables",
  },
  { pattern: /\b(is|are) played\b|\bplayed by\b/i, instead: "simulated" },
  { pattern: /\b(neighbour|colour|behaviour|favour)|\b(centre|catalogue|grey)\b/i, instead: "American spelling" },
];

/** @type {Word[]} */
const COMMENTS = [
  ...TEXTS,
  {
    pattern: /\b(house|desk|patience|held back|played)\b|\bwhat (has )?becomes?\b/i,
    instead: "client, paused, simulated, the outcome of",
  },
];

/** @param {string} name */
const splitName = (name) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split("_");

/** The text of a part of a template. @param {unknown} value */
const readRaw = (value) => (typeof value === "object" && value !== null && "raw" in value ? String(value.raw) : "");

/** @param {string} found @param {string} instead */
const describe = (found, instead) => `“${found}” is not plain American English; write: ${instead}.`;

/** @type {import("./syntax.mjs").Rule} */
export const plainWords = {
  create(context) {
    /** @param {import("./syntax.mjs").Node} node @param {string} found @param {string} instead */
    const report = (node, found, instead) => context.report({ node, message: describe(found, instead) });
    /** @param {import("./syntax.mjs").Node} node */
    const checkName = (node) => {
      const { name = "" } = node;
      for (const { pattern, instead } of WHOLE_NAMES) if (pattern.test(name)) report(node, name, instead);
      for (const { pattern, instead } of NAMES)
        if (splitName(name).some((word) => pattern.test(word))) report(node, name, instead);
    };
    /** @param {import("./syntax.mjs").Node} node @param {string} text */
    const checkText = (node, text) => {
      for (const { pattern, instead } of TEXTS) {
        const found = pattern.exec(text);
        if (found) report(node, found[0], instead);
      }
    };
    /** @param {import("./syntax.mjs").Node} node */
    const checkValue = (node) => {
      if (typeof node.value === "string") checkText(node, node.value);
    };
    return {
      "VariableDeclarator > Identifier.id": checkName,
      ":function > Identifier": checkName,
      ":function > AssignmentPattern > Identifier.left": checkName,
      "FunctionDeclaration > Identifier.id": checkName,
      "TSTypeAliasDeclaration > Identifier.id": checkName,
      "TSPropertySignature[computed=false] > Identifier.key": checkName,
      "TSMethodSignature[computed=false] > Identifier.key": checkName,
      "ObjectPattern > Property[computed=false] > Identifier.value": checkName,
      Literal: checkValue,
      JSXText: checkValue,
      TemplateElement: (node) => checkText(node, readRaw(node.value)),
      Program: () => {
        for (const { value, loc } of context.sourceCode.getAllComments())
          for (const { pattern, instead } of COMMENTS) {
            const found = pattern.exec(value);
            if (found) context.report({ loc, message: describe(found[0], instead) });
          }
      },
    };
  },
};
