/**
 * A rule as oxlint runs it, which knows ESLint's form.
 * @typedef {{ filename: string, cwd: string, sourceCode: { getAllComments(): { value: string, loc: unknown }[] } }} Place
 * @typedef {{ node?: unknown, loc?: unknown, message: string }} Problem
 * @typedef {Place & { report(problem: Problem): void }} Context
 * @typedef {{ name?: string, value?: unknown, source?: { value?: unknown } | null }} Node what our rules read of one
 * @typedef {{ create(context: Context): Record<string, (node: Node) => void> }} Rule
 */

/**
 * What a file must not contain: an esquery selector of the node, and what to do instead.
 * @typedef {{ selector: string, message: string }} Ban
 */

/**
 * A rule that reports each node that a ban of its file selects.
 * @param {(file: string) => readonly Ban[]} bansOf `file` is relative to the repository
 * @returns {Rule}
 */
export const banSyntax = (bansOf) => ({
  create: (context) =>
    Object.fromEntries(
      bansOf(relativeName(context)).map(({ selector, message }) => [
        selector,
        (/** @type {Node} */ node) => context.report({ node, message }),
      ]),
    ),
});

/** @param {{ filename: string, cwd: string }} context */
export const relativeName = ({ filename, cwd }) => filename.slice(cwd.length + 1).replaceAll("\\", "/");
