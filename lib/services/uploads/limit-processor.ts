import "server-only";

const START_MS = 20_000;
/** A large factor above what a million rows take, for slow machines. */
const MS_PER_MEGABYTE = 2_000;

/** Processor time that reading a content of so many bytes may take, in milliseconds. */
export const limitProcessor = (bytes: number): number => START_MS + Math.ceil(bytes / 1e6) * MS_PER_MEGABYTE;
