import { MAX_RANGE_NUMBERS, sizeOfRange } from "@/lib/domain/number-range";
import { parsePhoneNumber, type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import type { RowProblem } from "./checked-row";
import type { ColumnRole } from "./column-role";
import { foldName, readValue } from "./fold-name";
import { type CellTexts, type NumberReading, readLast, readQuantity, toRange } from "./number-reading";
import { makeProblem, quoteCell } from "./problems";
import { type CellNumber, readNumberCell } from "./read-number-cell";

/** Where a number stands: in a cell of its own, or in several. */
type Source = { text: string; column: number | null; isJoined: boolean; write: (number: PhoneNumber) => CellTexts };

const ENDS_IN_DIGIT = /\d$/;
const NANP =
  /^(?:\+?(?:00|011)? ?1|us|usa|u s|u s a|united states|united states of america|america|ca|can|canada|nanp|us 1|1 us)$/;

/** Reads the number of a row from all columns that hold parts of it. */
export function createNumberReader(columns: readonly ColumnRole[]): (cells: readonly string[]) => NumberReading {
  const at = (role: ColumnRole) => columns.indexOf(role);
  const place = {
    number: at("number"),
    npa: at("npa"),
    nxx: at("nxx"),
    line: at("line"),
    local: at("localNumber"),
    first: at("firstNumber"),
    last: at("lastNumber"),
    size: at("rangeSize"),
    country: at("countryCode"),
  };
  const parts = [place.npa, place.nxx, place.line, place.local].filter((index) => index >= 0);
  const isPlain = [place.first, place.last, place.size, place.country].every((index) => index < 0);

  const withEnds = (own: CellTexts, number: PhoneNumber): CellTexts => ({
    ...own,
    ...(place.last >= 0 && { [place.last]: toTenDigits(number) }),
    ...(place.size >= 0 && { [place.size]: "1" }),
  });
  const inCell = (index: number, cells: readonly string[]): Source => ({
    text: cells[index] ?? "",
    column: index,
    isJoined: false,
    write: (number) => withEnds({ [index]: toTenDigits(number) }, number),
  });

  function joinParts(cells: readonly string[]): Source | RowProblem {
    const values = parts.map((index) => ({ index, text: readPart(cells[index] ?? "") }));
    const column = parts[0] ?? null;
    const missing = values.find(({ text }) => text === "");
    if (missing) {
      if (values.every(({ text }) => text === ""))
        return makeProblem(
          "empty",
          column,
          "Empty. Enter the parts of the number, such as 201, 555 and 0123.",
          REMOVE_ROW,
        );
      const found = values.map(({ text }) => (text === "" ? "(empty)" : text)).join(" ");
      return makeProblem(
        "missing-part",
        missing.index,
        `“${found}”: a part of the number is missing. Enter all of its parts.`,
      );
    }
    const line = values.find(({ index }) => index === place.line);
    if (line && /^\d{1,3}$/.test(line.text)) {
      const whole = line.text.padStart(4, "0");
      return makeProblem(
        "leading-zeros",
        line.index,
        `“${line.text}”: the last part of a number has 4 digits. A spreadsheet drops leading zeros; it was probably ${whole}.`,
        { label: `Use ${whole}`, cells: { [line.index]: whole } },
      );
    }
    const write = (number: PhoneNumber): CellTexts => {
      const digits = toTenDigits(number);
      const own: Record<number, string> = {};
      let from = 0;
      for (const [order, { index }] of values.entries()) {
        const size =
          index === place.line
            ? 4
            : index === place.nxx
              ? 3
              : index === place.npa
                ? order === 0 && place.nxx < 0 && place.local < 0
                  ? 6
                  : 3
                : 7;
        own[index] = digits.slice(from, from + size);
        from += size;
      }
      return withEnds(own, number);
    };
    return { text: values.map(({ text }) => text).join(""), column, isJoined: true, write };
  }

  function findSource(cells: readonly string[]): Source | RowProblem {
    const own = [place.number, place.first].filter((index) => index >= 0);
    const filled =
      own.find((index) => readValue(cells[index] ?? "") !== "") ??
      own.find((index) => (cells[index] ?? "").trim() !== "");
    if (filled !== undefined) return inCell(filled, cells);
    if (parts.length > 0) return joinParts(cells);
    const column = [place.number, place.first].find((index) => index >= 0) ?? null;
    const last = cells[place.last] ?? "";
    if (readValue(last) !== "")
      return makeProblem(
        "range-start",
        column,
        `The last number is ${quoteCell(last)}, and the first one is empty. Enter the first number.`,
      );
    return makeProblem("empty", column, "Empty. Enter a number such as (201) 555-0123.", REMOVE_ROW);
  }

  function findCountryFault(cells: readonly string[], source: Source): RowProblem | null {
    if (place.country < 0) return null;
    const code = readValue(cells[place.country] ?? "").replace(/^(\d+)\.0+$/, "$1");
    if (code === "" || NANP.test(foldName(code)) || NANP.test(code)) return null;
    // “United States (US)”, “US/CA”.
    if (code.split(/[()/,;&]/).every((part) => part.trim() === "" || NANP.test(foldName(part)))) return null;
    return /^(?:\+|00|011)?[\s(]*\d{1,4}[\s)]*$|^\p{L}/u.test(code)
      ? makeProblem(
          "foreign",
          place.country,
          `Country code ${quoteCell(code)}: ${quoteCell(source.text)} is not a US number. Only numbers of country code 1 can be used.`,
        )
      : makeProblem(
          "country-code",
          place.country,
          `${quoteCell(code)} is not a country code. Enter 1, or leave it empty.`,
        );
  }

  return function readNumber(cells) {
    const plain = isPlain ? (cells[place.number] ?? "") : "";
    if (ENDS_IN_DIGIT.test(plain)) {
      const parsed = parsePhoneNumber(plain);
      if (parsed.ok) return { type: "number", number: parsed.number, warnings: parsed.warnings, column: place.number };
    }
    const source = findSource(cells);
    if ("code" in source) return { type: "invalid", problems: [source] };
    const country = findCountryFault(cells, source);
    if (country) return { type: "invalid", problems: [country] };
    const found = readNumberCell(source.text, source);
    const isRanged = place.last >= 0 || place.size >= 0;
    return isRanged ? readEnds(cells, source, found) : toReading(source, found);
  };

  function toReading(source: Source, found: CellNumber): NumberReading {
    const { column, write, text } = source;
    switch (found.type) {
      case "number":
        return { type: "number", number: found.number, warnings: found.warnings, column };
      case "range":
        return toRange({
          ...found.range,
          text,
          column,
          hasLast: true,
          write,
          swapped:
            column === null || source.isJoined ? null : { [column]: `${found.range.last} - ${found.range.first}` },
        });
      case "several": {
        const { numbers } = found;
        const repair = { label: `Make ${numbers.length} rows`, cells: {}, split: "each" } as const;
        return {
          type: "several",
          numbers,
          write,
          problem: makeProblem("several-numbers", column, found.message, repair),
        };
      }
      case "invalid":
        return { type: "invalid", problems: [found.problem] };
    }
  }

  function readEnds(cells: readonly string[], source: Source, found: CellNumber): NumberReading {
    const lastText = place.last >= 0 ? readValue(cells[place.last] ?? "") : "";
    const sizeText = place.size >= 0 ? readValue(cells[place.size] ?? "") : "";
    const quantity = sizeText === "" ? null : readQuantity(sizeText);
    const problems: RowProblem[] = [];
    if (quantity === "unreadable")
      problems.push(
        makeProblem(
          "range-quantity",
          place.size,
          `${quoteCell(sizeText)} is not a quantity. Enter a whole number from 1 to ${MAX_RANGE_NUMBERS.toLocaleString("en-US")}.`,
        ),
      );
    const end = lastText === "" ? null : readLast(lastText, found);
    if (end?.type === "invalid") problems.push(end.problem);
    if (end?.type === "range" || end?.type === "several")
      problems.push(
        makeProblem(
          "several-numbers",
          place.last,
          `${quoteCell(lastText)} holds more than one number. Enter the last number of the range.`,
        ),
      );
    if (problems.length > 0 || found.type !== "number") {
      const own = toReading(source, found);
      if (problems.length === 0) return own;
      return {
        type: "invalid",
        problems: [
          ...(own.type === "invalid" ? own.problems : own.type === "several" ? [own.problem] : []),
          ...problems,
        ],
      };
    }
    const first = toTenDigits(found.number);
    const written = end?.type === "number" ? toTenDigits(end.number) : null;
    const counted = typeof quantity === "number" ? String(Number(first) + quantity - 1) : null;
    const last = written ?? counted;
    if (last === null || last === first) {
      if (written === null || counted === null || counted === written) return toReading(source, found);
    }
    const size = sizeOfRange(first, last ?? first);
    if (written !== null && typeof quantity === "number" && counted !== written && size >= 1)
      return {
        type: "invalid",
        problems: [
          makeProblem(
            "range-quantity",
            place.size,
            `The quantity is ${quantity.toLocaleString("en-US")}, and first and last number are a range of ${size.toLocaleString("en-US")}. Correct the one that is wrong.`,
            { label: `Use the quantity ${size.toLocaleString("en-US")}`, cells: { [place.size]: String(size) } },
          ),
        ],
      };
    const swapped =
      written === null || source.column === null || source.isJoined
        ? null
        : { [source.column]: written, [place.last]: first };
    const text = written === null ? `${first} × ${size}` : `${first} - ${written}`;
    return toRange({
      first,
      last: last ?? first,
      size,
      text,
      column: source.column,
      hasLast: written !== null,
      write: source.write,
      swapped,
    });
  }
}

const REMOVE_ROW = { label: "Remove the row", cells: null } as const;

/** A part of a number in a cell of its own: brackets, spaces, a dash at its end and a spreadsheet's `.0` do not count. */
const readPart = (text: string) =>
  readValue(text)
    .replace(/^(\d+)\.0+$/, "$1")
    .replace(/[()]|[-.]$/g, "")
    .trim();
