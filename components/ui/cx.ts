/** Joins class names, leaving out whatever is falsy. */
export const cx = (...parts: (string | false | null | undefined)[]) => parts.filter(Boolean).join(" ");
