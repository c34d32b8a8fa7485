import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { listParameterNames } from "./parameter-names";

/** A permission, or why a handler asks for none. */
export type Access = { permission: string } | { public: string };
export type PageNode = { file: string; route: string; permission: string | null; parameters: string[] };
export type HandlerNode = { file: string; route: string; method: string; access: Access; parameters: string[] };
export type ActionNode = { file: string; name: string; permission: string };

const ROOT = path.resolve(import.meta.dirname, "../..");

const FILES = readdirSync(path.join(ROOT, "app"), { recursive: true, encoding: "utf8" })
  .map((file) => `app/${file.split(path.sep).join("/")}`)
  .toSorted();
const parse = (file: string) =>
  ts.createSourceFile(file, readFileSync(path.join(ROOT, file), "utf8"), ts.ScriptTarget.Latest, true);

/** `app/(portal)/orders/[id]/page.tsx` → `/orders/[id]` */
const toRoute = (file: string) =>
  `/${file
    .split("/")
    .slice(1, -1)
    .filter((part) => !part.startsWith("("))
    .join("/")}`;

/** Every page; its permission is what its source waits for in `authorize(…)`. */
export const listPages = (): PageNode[] =>
  FILES.filter((file) => file.endsWith("/page.tsx")).map((file) => {
    const [permission = null] = listCalls(parse(file), "authorize");
    return { file, route: toRoute(file), permission, parameters: listParameterNames(ROOT, file) };
  });

/** Every method of every route handler. */
export const listHandlers = (): HandlerNode[] =>
  FILES.filter((file) => file.endsWith("/route.ts")).flatMap((file) =>
    listExports(file).map(({ name, wrapper, argument }): HandlerNode => {
      const access = wrapper === "publicHandler" ? { public: argument } : { permission: argument };
      return { file, route: toRoute(file), method: name, access, parameters: listParameterNames(ROOT, file) };
    }),
  );

/** Every server action. */
export const listActions = (): ActionNode[] =>
  FILES.filter((file) => /\.tsx?$/.test(file))
    .filter((file) => readFileSync(path.join(ROOT, file), "utf8").startsWith('"use server"'))
    .flatMap((file) => listExports(file).map(({ name, argument }) => ({ file, name, permission: argument })));

/** First arguments of the calls of `name`, where they are written out. */
function listCalls(node: ts.Node, name: string): string[] {
  const found: string[] = [];
  const visit = (inner: ts.Node) => {
    if (ts.isCallExpression(inner) && ts.isIdentifier(inner.expression) && inner.expression.text === name)
      found.push(readFirst(inner));
    inner.forEachChild(visit);
  };
  visit(node);
  return found;
}

function readFirst({ arguments: [first] }: ts.CallExpression): string {
  if (first && ts.isStringLiteral(first)) return first.text;
  throw new Error(`Not written out: ${first?.getText() ?? "nothing"}`);
}

/** The exports of a file, each a call of a wrapper. Throws for any other. */
function listExports(file: string): { name: string; wrapper: string; argument: string }[] {
  return parse(file).statements.flatMap((statement) => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (!ts.isVariableStatement(statement)) throw new Error(`${file}: an export that no wrapper makes`);
    return statement.declarationList.declarations.map(({ name, initializer }) => {
      if (!initializer || !ts.isCallExpression(initializer))
        throw new Error(`${file}: ${name.getText()} has no wrapper`);
      return { name: name.getText(), wrapper: initializer.expression.getText(), argument: readFirst(initializer) };
    });
  });
}
