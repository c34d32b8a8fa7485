import type { ZxcvbnFactory, ZxcvbnResult } from "@zxcvbn-ts/core";

/** Of 0 to 4: below it, a password falls within a hundred million guesses. */
const MIN_SCORE = 3;
/** Beyond it no pattern matters any more, and the search for patterns takes long. */
const MAX_LOOKED_AT = 100;

let estimator: Promise<ZxcvbnFactory> | undefined;

/** Two megabytes of words, read when the first password is chosen. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
}

/** Why a password would be guessed; null when it is good. Lists of common passwords, patterns, and the person's own name and address. */
export async function findWeakness(
  password: string,
  { name, email }: { name: string; email: string },
): Promise<string | null> {
  estimator ??= loadEstimator();
  const result = (await estimator).check(password.slice(0, MAX_LOOKED_AT), listOwnWords(name, email));
  if (result.score >= MIN_SCORE) return null;
  return usesOwnWords(result)
    ? "This is too close to your name or e-mail address. Choose words that have nothing to do with you."
    : "This is one of the first passwords that attackers try. Use four unrelated words, or let a password manager choose.";
}

function listOwnWords(name: string, email: string): string[] {
  const words = [
    name,
    email,
    ...email.split("@"),
    ...email.split(/[@.]/),
    ...`${name} ${email}`.split(/[^\p{L}\p{N}]+/u),
  ];
  const whole = [name.replace(/\s+/g, ""), name.split(/\s+/).toReversed().join("")];
  return [...new Set([...words, ...whole].map((word) => word.toLowerCase()))].filter((word) => word.length > 2);
}

const usesOwnWords = ({ sequence }: ZxcvbnResult) =>
  sequence.some((match) => "dictionaryName" in match && match.dictionaryName === "userInputs");
