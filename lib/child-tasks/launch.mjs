// Plain JavaScript: this runs before anything is translated. The program itself is one of the bundled ones.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundlePrograms } from "../runtime/programs.mjs";

await import(pathToFileURL(path.join(await bundlePrograms(), "tasks.mjs")).href);
