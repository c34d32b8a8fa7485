// The build alone, for the gate.
import { build, prepareOnce } from "./set-up.mjs";

await prepareOnce(build);
