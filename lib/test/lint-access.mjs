/*
 * Who may is asked in three places, and there only: an action is made by `action(permission, …)`, a handler by `handler(permission, …)`,
 * a page of the portal waits for `authorize(permission)`. What forgets it does not pass.
 */

/** @typedef {{ selector: string, message: string }} Rule */

/**
 * @param {string[]} wrappers
 * @param {string} message
 * @returns {Rule[]}
 */
const exportsOnly = (wrappers, message) =>
  [
    "ExportDefaultDeclaration",
    "ExportAllDeclaration",
    "ExportNamedDeclaration > FunctionDeclaration",
    "ExportNamedDeclaration > ClassDeclaration",
    "ExportNamedDeclaration > ExportSpecifier",
    `ExportNamedDeclaration > VariableDeclaration > VariableDeclarator:not([init.type='CallExpression'][init.callee.name=/^(${wrappers.join("|")})$/])`,
  ].map((selector) => ({ selector, message }));

/**
 * @param {string} name
 * @param {string} source
 * @returns {Rule[]}
 */
const wrapperOf = (name, source) => [
  {
    selector: `CallExpression[callee.name='${name}']:not([arguments.0.type='Literal'])`,
    message: `The first argument of ${name} is written out, so that it can be read by the tests.`,
  },
  {
    selector: `:matches(FunctionDeclaration, VariableDeclarator)[id.name='${name}']`,
    message: `${name} is the one of ${source}.`,
  },
  {
    selector: `ImportDeclaration[source.value!='${source}'] > ImportSpecifier[local.name='${name}']`,
    message: `${name} is the one of ${source}.`,
  },
];
const WRAPPERS = [
  ...wrapperOf("action", "@/lib/action"),
  ...wrapperOf("handler", "@/lib/handler"),
  ...wrapperOf("publicHandler", "@/lib/public-handler"),
  ...wrapperOf("authorize", "@/lib/auth/session"),
];
const SERVER_FUNCTION = {
  selector: "ExpressionStatement[directive='use server']",
  message: "Actions are in files named actions.ts.",
};
const AUTHORIZED_PAGE = {
  selector: "ExportDefaultDeclaration:not(:has(AwaitExpression > CallExpression[callee.name='authorize']))",
  message: "A page waits for authorize(permission).",
};
/** For those who are not signed in yet, or has to choose a password first. */
const OPEN_PAGES = ["app/(auth)/sign-in/page.tsx", "app/(auth)/choose-password/page.tsx"];
/**
 * @param {Rule[]} rules
 * @returns {import("eslint").Linter.RulesRecord}
 */
const syntax = (...rules) => ({ "no-restricted-syntax": ["error", ...rules, ...WRAPPERS] });

/** @type {import("eslint").Linter.Config[]} */
export const accessRules = [
  { files: ["app/**", "components/**"], rules: { "no-restricted-syntax": ["error", SERVER_FUNCTION] } },
  { files: ["app/**/page.tsx"], ignores: OPEN_PAGES, rules: syntax(SERVER_FUNCTION, AUTHORIZED_PAGE) },
  {
    files: ["app/**/actions.ts", "app/**/*-actions.ts"],
    rules: syntax(...exportsOnly(["action"], "An action is made by action(permission, schema, verb).")),
  },
  {
    files: ["app/**/route.ts"],
    rules: syntax(
      SERVER_FUNCTION,
      ...exportsOnly(
        ["handler", "publicHandler"],
        "A handler is made by handler(permission, input, verb), or by publicHandler(reason, …).",
      ),
    ),
  },
];
