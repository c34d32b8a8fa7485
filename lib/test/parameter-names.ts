import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** How far from a page or handler its parameters may be read: itself, what it imports, and what that imports. */
const DEPTH = 2;

/**
 * The names of search parameters that a page or handler reads, by its source: the fields of the zod schemas that parse them, what is taken
 * out of the parameters by name, and the names of the filters on screen.
 */
export function listParameterNames(root: string, file: string): string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const read = (current: string, depth: number) => {
    if (seen.has(current)) return;
    seen.add(current);
    const source = open(root, current);
    collect(root, source, current, names);
    if (depth === DEPTH) return;
    for (const { from } of listImports(source)) {
      const target = resolve(root, current, from);
      // What lies outside the page's own folders is read only where a schema of it is used.
      if (target?.startsWith("app/")) read(target, depth + 1);
    }
  };
  read(file, 0);
  return [...names].toSorted();
}

const opened = new Map<string, ts.SourceFile>();
function open(root: string, file: string): ts.SourceFile {
  const known = opened.get(file);
  if (known) return known;
  const text = readFileSync(path.join(root, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  opened.set(file, source);
  return source;
}

function listImports(source: ts.SourceFile): { name: string; from: string }[] {
  return source.statements.filter(ts.isImportDeclaration).flatMap((statement) => {
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) return [];
    return bindings.elements.map((element) => ({ name: element.name.text, from }));
  });
}

function resolve(root: string, file: string, from: string): string | null {
  const base = from.startsWith("@/")
    ? from.slice(2)
    : from.startsWith(".")
      ? path.join(path.dirname(file), from)
      : null;
  if (base === null) return null;
  return [`${base}.ts`, `${base}.tsx`].find((candidate) => existsSync(path.join(root, candidate))) ?? null;
}

function collect(root: string, source: ts.SourceFile, file: string, names: Set<string>): void {
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node)) {
      const { expression } = node;
      if (ts.isIdentifier(expression) && expression.text === "handler") addQuery(root, file, node.arguments[1], names);
      if (ts.isPropertyAccessExpression(expression)) {
        if (/^(safeP|p)arse$/.test(expression.name.text) && ts.isIdentifier(expression.expression))
          addSchema(root, file, expression.expression.text, names);
        const [first] = node.arguments;
        if (expression.name.text === "get" && /params?$/i.test(expression.expression.getText()) && first)
          if (ts.isStringLiteral(first)) names.add(first.text);
      }
    }
    // `params.account`, and `const { next } = await searchParams`
    if (ts.isPropertyAccessExpression(node) && node.expression.getText() === "params" && !isCalled(node))
      names.add(node.name.text);
    if (ts.isVariableDeclaration(node) && node.initializer?.getText() === "await searchParams")
      if (ts.isObjectBindingPattern(node.name))
        for (const { propertyName, name } of node.name.elements) names.add((propertyName ?? name).getText());
    // `<TextFilter name="q" …>`
    if (
      ts.isJsxAttribute(node) &&
      node.name.getText() === "name" &&
      node.initializer &&
      ts.isStringLiteral(node.initializer)
    )
      if (node.parent.parent.tagName.getText().endsWith("Filter")) names.add(node.initializer.text);
    node.forEachChild(visit);
  };
  visit(source);
}

const isCalled = (node: ts.Node) => ts.isCallExpression(node.parent) && node.parent.expression === node;

/** `{ query: schema }` or `{ query }` */
function addQuery(root: string, file: string, input: ts.Expression | undefined, names: Set<string>): void {
  if (!input || !ts.isObjectLiteralExpression(input)) return;
  for (const property of input.properties)
    if (property.name?.getText() === "query")
      addSchema(root, file, ts.isPropertyAssignment(property) ? property.initializer.getText() : "query", names);
}

/** The fields of a schema and of those that it is made of. */
function addSchema(root: string, file: string, name: string, names: Set<string>, seen = new Set<string>()): void {
  if (seen.has(`${file} ${name}`)) return;
  seen.add(`${file} ${name}`);
  const source = open(root, file);
  const own = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .find((declaration) => declaration.name.getText() === name);
  if (own?.initializer) return addFields(root, file, own.initializer, names, seen);
  const imported = listImports(source).find((one) => one.name === name);
  const target = imported && resolve(root, file, imported.from);
  if (target) addSchema(root, target, name, names, seen);
}

function addFields(root: string, file: string, schema: ts.Expression, names: Set<string>, seen: Set<string>): void {
  // What other schemas take in: `{ mask, state: … }`.
  if (ts.isObjectLiteralExpression(schema))
    for (const { name } of schema.properties) if (name) names.add(name.getText());
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const [fields] = node.arguments;
      if (/^(object|extend)$/.test(node.expression.name.text) && fields && ts.isObjectLiteralExpression(fields))
        for (const field of fields.properties)
          if (field.name) names.add(field.name.getText());
          else if (ts.isSpreadAssignment(field)) addSchema(root, file, field.expression.getText(), names, seen);
      const base = node.expression.expression;
      if (ts.isIdentifier(base) && base.text !== "z") addSchema(root, file, base.text, names, seen);
      for (const argument of node.arguments)
        if (ts.isCallExpression(argument) || ts.isPropertyAccessExpression(argument)) visit(argument);
    }
    if (ts.isCallExpression(node)) visit(node.expression);
    if (ts.isPropertyAccessExpression(node)) visit(node.expression);
  };
  visit(schema);
}
