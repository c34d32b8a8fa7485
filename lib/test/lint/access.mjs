import { banSyntax } from "./syntax.mjs";

/*
 * Who may is asked in three places, and there only: an action is made by `action(permission, …)`, a handler by `handler(permission, …)`,
 * a page of the portal waits for `authorize(permission)`. What forgets it does not pass.
 */

/** @typedef {import("./syntax.mjs").Ban} Ban */

/**
 * @param {string[]} wrappers
 * @param {string} message
 * @returns {Ban[]}
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
 * @returns {Ban[]}
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

/** @param {string} file */
function bansOf(file) {
  if (!/^(app|components)\//.test(file)) return [];
  if (/^app\/.*(\/|-)actions\.ts$/.test(file))
    return [...WRAPPERS, ...exportsOnly(["action"], "An action is made by action(permission, schema, verb).")];
  if (/^app\/.*\/route\.ts$/.test(file)) return [SERVER_FUNCTION, ...WRAPPERS, ...HANDLERS_ONLY];
  if (/^app\/.*\/page\.tsx$/.test(file) && !OPEN_PAGES.includes(file))
    return [SERVER_FUNCTION, ...WRAPPERS, AUTHORIZED_PAGE];
  return [SERVER_FUNCTION];
}

const HANDLERS_ONLY = exportsOnly(
  ["handler", "publicHandler"],
  "A handler is made by handler(permission, input, verb), or by publicHandler(reason, …).",
);

export const access = banSyntax(bansOf);
