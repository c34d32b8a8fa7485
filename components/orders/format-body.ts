/** Beyond this many characters a body is shown as it came. */
const LONGEST = 200_000;

/** JSON and XML with line breaks and indents, for reading; anything else, and whatever does not parse, as it came. */
export function formatBody(body: string): string {
  if (body.length > LONGEST) return body;
  const start = body.trimStart().charAt(0);
  if (start === "{" || start === "[") return formatJson(body);
  if (start === "<" && !/^\s*<(!doctype|html)/i.test(body)) return formatXml(body);
  return body;
}

function formatJson(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function formatXml(body: string): string {
  let depth = 0;
  const lines: string[] = [];
  for (const part of body.replace(/>\s*</g, ">\n<").split("\n")) {
    const isClosing = part.startsWith("</");
    if (isClosing) depth = Math.max(depth - 1, 0);
    lines.push("  ".repeat(depth) + part);
    const isOpening = /^<[^!?/]/.test(part) && !part.endsWith("/>") && !part.includes("</");
    if (isOpening) depth += 1;
  }
  return lines.join("\n");
}
