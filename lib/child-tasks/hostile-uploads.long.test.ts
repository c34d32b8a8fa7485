import { HOSTILE_FILES } from "@/lib/test/hostile-files";
import { testHostileUploads } from "@/lib/test/test-hostile-uploads";

testHostileUploads(HOSTILE_FILES);
