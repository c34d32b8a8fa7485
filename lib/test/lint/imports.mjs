import { posix } from "node:path";
import { relativeName } from "./syntax.mjs";

/**
 * Files below `target` never import what is below `from`, but for what is below `except`.
 * @typedef {{ target: RegExp, from: readonly string[], message: string, except?: readonly string[] }} Law
 */

/** Tests of pure parts too measure their effort with it; it imports nothing. */
const MEASURE = "lib/test/least-of";

/**
 * Who may know whom. A law in the way means that the design is wrong somewhere.
 * @type {readonly Law[]}
 */
const LAWS = [
  {
    target: /^(app|components|prisma|lib\/(?!runtime\/|test\/))/,
    from: ["lib/runtime"],
    message: "The appliance is closed: nothing depends on it, production included.",
  },
  { target: /^lib\//, from: ["app", "components"], message: "lib never imports the screen." },
  { target: /^components\//, from: ["app"], message: "Shared components never import a page." },
  { target: /^components\//, from: ["lib"], except: ["lib/domain", MEASURE], message: "Components speak domain only." },
  { target: /^lib\/domain\//, from: ["lib"], except: ["lib/domain", MEASURE], message: "The domain is pure." },
  {
    target: /^lib\/files\//,
    from: ["lib"],
    except: ["lib/files", "lib/domain"],
    message: "Files are bytes and rows; it runs in a process of its own.",
  },
  {
    target: /^lib\/child-tasks\//,
    from: ["lib/services", "lib/engine", "lib/db", "lib/jobs", "lib/auth", "lib/sandbox", "lib/env"],
    message: "A task knows its input alone: neither the database nor the settings.",
  },
  {
    target: /^lib\/services\//,
    from: ["lib/auth", "lib/action", "lib/jobs/handlers", "lib/jobs/worker", "lib/server", "lib/sandbox"],
    message: "Services receive a Context; they do not fetch one.",
  },
  {
    target: /^lib\/engine\//,
    from: ["lib/services", "lib/auth", "lib/jobs/handlers", "lib/jobs/worker", "lib/server", "lib/sandbox"],
    message: "Three storeys: services call the engine, the engine calls carriers. No import runs up.",
  },
  {
    target: /^lib\/carriers\//,
    from: ["lib/services", "lib/engine", "lib/db", "lib/jobs", "lib/auth", "lib/sandbox", "lib/server", "lib/env"],
    message: "A carrier knows the domain and its own wire, nothing else.",
  },
  {
    target: /^lib\/sandbox\//,
    from: ["lib"],
    except: ["lib/sandbox", MEASURE],
    message: "A sandbox plays a carrier from its contract; it shares no code with us.",
  },
  {
    target: /^app\//,
    from: ["lib/db", "lib/jobs", "lib/sandbox", "lib/server"],
    message: "Pages call services, not what is below them.",
  },
  {
    target: /^(app|lib\/(services|jobs|auth))\//,
    from: ["lib/carriers"],
    except: ["lib/carriers/carrier", "lib/carriers/registry"],
    message: "Use carrier.ts and registry.ts.",
  },
  {
    target: /^lib\/engine\//,
    from: ["lib/carriers"],
    except: ["lib/carriers/carrier", "lib/carriers/registry", "lib/carriers/http"],
    message: "Use carrier.ts, registry.ts and http.ts, with which the engine connects.",
  },
];

/** @type {import("./syntax.mjs").Rule} */
export const importLaws = {
  create(context) {
    const file = relativeName(context);
    const laws = LAWS.filter(({ target }) => target.test(file));
    /** @param {import("./syntax.mjs").Node} node */
    const check = (node) => {
      const imported = locate(file, node.source?.value);
      const broken = laws.find(({ from, except = [] }) => isBelow(imported, from) && !isBelow(imported, except));
      if (broken) context.report({ node: node.source ?? node, message: `${imported}: ${broken.message}` });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

/**
 * The imported module, relative to the repository and without its ending; empty for a package.
 * @param {string} file
 * @param {unknown} source
 */
function locate(file, source) {
  if (typeof source !== "string") return "";
  const place = source.startsWith("@/")
    ? source.slice(2)
    : source.startsWith(".")
      ? posix.join(posix.dirname(file), source)
      : "";
  return place.replace(/\.(ts|tsx|mjs|js)$/, "");
}

/**
 * @param {string} place
 * @param {readonly string[]} folders
 */
const isBelow = (place, folders) => folders.some((folder) => place === folder || place.startsWith(`${folder}/`));
