// For tests: bundles the program before it runs. Where the portal is built, the program is started directly.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundlePrograms } from "../server/programs.mjs";

await import(pathToFileURL(path.join(await bundlePrograms(), "tasks.mjs")).href);
