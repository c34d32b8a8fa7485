import { afterAll } from "vitest";
import { HOSTILE_FILES } from "@/lib/test/hostile-files";
import { testHostileFiles } from "@/lib/test/test-hostile-files";
import { createTestWorld } from "@/lib/test/world";
import { readNumberFile } from "./read-number-file";

const world = await createTestWorld();
afterAll(() => world.close());

testHostileFiles(HOSTILE_FILES, (bytes) => readNumberFile(world.ctx, { name: "file.bin", body: [bytes] }));
