/*
 * Old words that must not come back: metaphors, archaisms and spellings that a reader in the US stumbles over. The plain word stands beside
 * each group. Names are compared word by word; texts are what a person may read.
 */
const NAMES = [
  [/^(told|said|says|spoken|spoke|anew|mend|mended|whoever)$/, "say what it is: reported, message, requestedAt, input …"],
  [/^(strangers?|oddity|oddities)$/, "unrequested, undocumented"],
  [/^(judges?|judged|judgement|weighs?|weighed)$/, "evaluate, check"],
  [/^(desk|house|doorstep|doors?)$/, "world, client, callback address"],
  [/^(played|patience|forgetting|rang)$/, "simulated, timeout, decay, woken"],
  [/^(neighbours?|colour|centre|catalogue|behaviour|favour|grey)$/, "American spelling"],
];
const WHOLE_NAMES = [
  [/^(MOST|LONGEST)_/, "MAX_…"],
  [/^(underWay|letGo|holdBack|putBehind)$/, "inProgress, closeBreaker, openBreaker, deprioritize"],
];
const TEXTS = [
  [/\b(anew|whoever|whomever|mend(s|ed|ing)?|shall)\b/i, "again, anyone who, fix, will"],
  [/\bin words\b|\bwhat (becomes|became) of\b|\bcomes? to (its|an) end\b|\bcame to (its|an) end\b/i, "say it directly"],
  [/\b(is|are|was|were) (told|spoken of|let go|well again|held back)\b|\bas the carriers? last told\b/i, "reported, resumed, healthy, paused"],
  [/\b(strangers?|doorstep|robbed|turned away)\b|\bat the door\b|\bsettings of the start\b/i, "unrequested, rejected, environment variables"],
  [/\b(is|are) played\b|\bplayed by\b/i, "simulated"],
  [/\b(neighbour|colour|behaviour|favour)|\b(centre|catalogue|grey)\b/i, "American spelling"],
];

const splitName = (name) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split("_");

/** @type {import("eslint").Rule.RuleModule} */
const plainWords = {
  meta: { type: "suggestion", schema: [], messages: { word: "“{{found}}” is not plain American English; write: {{instead}}." } },
  create(context) {
    const report = (node, found, instead) => context.report({ node, messageId: "word", data: { found, instead } });
    const checkName = (node) => {
      if (node?.type !== "Identifier") return;
      for (const [pattern, instead] of WHOLE_NAMES) if (pattern.test(node.name)) report(node, node.name, instead);
      for (const [pattern, instead] of NAMES)
        if (splitName(node.name).some((word) => pattern.test(word))) report(node, node.name, instead);
    };
    const checkText = (node, text) => {
      for (const [pattern, instead] of TEXTS) {
        const found = pattern.exec(text);
        if (found) report(node, found[0], instead);
      }
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
      Literal: (node) => typeof node.value === "string" && checkText(node, node.value),
      TemplateElement: (node) => checkText(node, node.value.raw),
      JSXText: (node) => checkText(node, node.value),
    };
  },
};

export const wordRules = [
  {
    files: ["app/**", "components/**", "lib/**", "bench/**", "e2e/**", "prisma/**"],
    ignores: ["**/*.mjs", "**/data/**"],
    plugins: { tandem: { rules: { "plain-words": plainWords } } },
    rules: { "tandem/plain-words": "error" },
  },
];
