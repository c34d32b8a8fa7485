/** What mail programs and web pages put beside a number: `919-999-1234<tel:919-999-1234>`, addresses, tags. */

/** `column` counts characters from 1. */
export type TextLink = { text: string; column: number };

const TAG = /<[^<>]*>|\]\(\s*(?:tel|sms|callto):[^()]*\)/gi;
const HAS_TARGET = /\b(?:tel|sms|callto):[^"'<>)\]]*|(?<=\bsips?:)\+1\d{10}(?=[@;>])/i;
const IS_MARKUP = /^<\s*(?:\/?[a-z][a-z0-9]*\b|!--|https?:|mailto:|[^<>@\s]+@)/i;
// Commas and the like are parts of an address unless what stands behind them looks like a number.
const ADDRESS = /\b(?:https?:\/\/|mailto:|www\.)(?:(?![,;)][,;\s("'+)]{0,5}(?:\d[().\s-]{0,3}){7})[^\s<>"'|])+/gi;
// Ten digits alone may be an account's name, as at qq.com; behind +1, they are a number.
const IS_NUMBER = /^\+1\d{10}$/;
const LOCAL_PART = /[\p{L}\p{N}.+_-]/u;
const MAY_HAVE_LINKS = /[<@]|\]\(|:\/\/|mailto:|www\./i;

// A bar parts two numbers wherever it stands; the length stays, so that every place in the line does.
const blank = (text: string) => `|${" ".repeat(text.length - 1)}`;

/**
 * Takes links, tags, mail and web addresses out of a line, which keeps its length. Links that hold a number to call are given apart: they
 * repeat, as a rule, the number that is written before or behind them.
 */
export function takeLinks(line: string): { bare: string; links: TextLink[] } {
  if (!MAY_HAVE_LINKS.test(line)) return { bare: line, links: [] };
  const links: TextLink[] = [];
  const withoutTags = line.replace(TAG, (tag: string, index: number) => {
    const target = HAS_TARGET.exec(tag);
    if (target) links.push({ text: target[0], column: index + target.index + 1 });
    else if (!IS_MARKUP.test(tag)) return tag;
    return blank(tag);
  });
  const bare = dropMailAddresses(withoutTags.replace(ADDRESS, blank), links);
  return { bare, links: links.sort((one, other) => one.column - other.column) };
}

function dropMailAddresses(line: string, links: TextLink[]): string {
  let bare = line;
  for (let at = line.indexOf("@"); at >= 0; at = line.indexOf("@", at + 1)) {
    let start = at;
    while (start > 0 && LOCAL_PART.test(line.charAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < line.length && LOCAL_PART.test(line.charAt(end))) end += 1;
    if (start === at || end === at + 1) continue;
    const name = line.slice(start, at);
    if (IS_NUMBER.test(name)) links.push({ text: name, column: start + 1 });
    bare = bare.slice(0, start) + blank(line.slice(start, end)) + bare.slice(end);
    at = end - 1;
  }
  return bare;
}
