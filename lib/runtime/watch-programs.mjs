import { readFileSync } from "node:fs";
import path from "node:path";
import { context } from "esbuild";
import { ROOT } from "../server/files.mjs";
import { describePrograms } from "../server/programs.mjs";

const FOLDER = path.join(ROOT, "node_modules/.cache/tandem/dev");
/** The web server reloads its pages by itself. */
const RESTARTED = ["worker", "sandbox"];

/**
 * Builds the programs now and after every change of their sources. Returns their folder; `onChange` gets the name of a program whose code
 * is another than before.
 * @param {(name: string) => void} onChange
 */
export async function watchPrograms(onChange) {
  /** @type {Map<string, string>} */
  const known = new Map();
  const reportChanges = {
    name: "report-changes",
    /** @param {import("esbuild").PluginBuild} build */
    setup({ initialOptions, onEnd }) {
      const names = RESTARTED.filter((name) => name in Object(initialOptions.entryPoints));
      onEnd(({ errors }) => {
        if (errors.length > 0) return;
        for (const name of names) {
          const code = readFileSync(path.join(FOLDER, `${name}.mjs`), "utf8");
          if (known.has(name) && known.get(name) !== code) onChange(name);
          known.set(name, code);
        }
      });
    },
  };
  for (const options of describePrograms(FOLDER)) {
    const watched = await context({ ...options, plugins: [...(options.plugins ?? []), reportChanges] });
    await watched.rebuild();
    await watched.watch();
  }
  return FOLDER;
}
