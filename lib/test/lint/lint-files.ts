import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { ROOT } from "@/lib/server/files.mjs";

const report = z.object({
  diagnostics: z.array(z.object({ message: z.string(), code: z.string(), filename: z.string() })),
});

/**
 * What `rule` of the repository's own linter says of files that are not there: a list of messages for each. Names are relative to the
 * repository; of a folder or file called `x` there may be several.
 */
export function lintFiles(rule: string, files: readonly (readonly [file: string, code: string])[]): string[][] {
  const folder = mkdtempSync(path.join(tmpdir(), "tandem-lint-"));
  try {
    const { rules, overrides, jsPlugins } = z
      .object({
        rules: z.record(z.string(), z.unknown()),
        overrides: z.array(z.looseObject({ rules: z.record(z.string(), z.unknown()) })),
        jsPlugins: z.array(z.string()),
      })
      .parse(JSON.parse(readFileSync(path.join(ROOT, ".oxlintrc.json"), "utf8")));
    writeFileSync(
      path.join(folder, ".oxlintrc.json"),
      JSON.stringify({
        plugins: [],
        jsPlugins: jsPlugins.map((file) => path.join(ROOT, file)),
        categories: { correctness: "off" },
        rules: rule in rules ? { [rule]: rules[rule] } : {},
        overrides: overrides.filter((part) => rule in part.rules),
      }),
    );
    const names = files.map(([file], n) => file.replace(/\/x(?=[/-])/, `/x${n}`));
    for (const [n, [, code]] of files.entries()) {
      const place = path.join(folder, names[n] ?? "");
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, code);
    }
    const { stdout } = spawnSync(
      process.execPath,
      [path.join(ROOT, "node_modules/oxlint/bin/oxlint"), "--format=json"],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    const { diagnostics } = report.parse(JSON.parse(stdout));
    return names.map((name) =>
      diagnostics.filter(({ filename }) => filename === name).map(({ code, message }) => `${code}: ${message}`),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
