import { customerName, toNameKey } from "@/lib/domain/customer";
import { countEdits, findNearest } from "@/lib/domain/nearest-names";
import { MAX_NOTE_LENGTH } from "@/lib/domain/number-note";
import { TAG_LIMITS, tagName } from "@/lib/domain/tag";
import type { LabelChoices, RowProblem } from "./checked-row";
import { CLEAR, createLabelTexts, createWishReader, isClear, type LabelWish, type TextRole } from "./label-wish";
import type { UploadMapping } from "./mapping";
import { makeProblem, quoteCell } from "./problems";

/** Unknown names for which near ones are looked for: each is compared with all names that there are. */
const MAX_COMPARED = 300;
const NO_CUSTOMER = /^(?:none|no customer|no|nobody|unassigned)$/i;

type Names = { near: readonly string[] };

/**
 * Checks what a row asks for the customer, the tags and the note of its number. Without `choices` nothing is looked up. A tag that does not
 * exist is a warning, as it is made; a customer that does not exist is a problem, as it may be a typing error.
 */
export function createLabelsCheck(
  mapping: Pick<UploadMapping, "columns" | "defaults">,
  choices: LabelChoices | null,
): (cells: readonly string[]) => RowProblem[] {
  const readOf = createLabelTexts(mapping);
  const readWish = createWishReader(mapping);
  const column = (role: TextRole) => {
    const index = mapping.columns.indexOf(role);
    return index < 0 ? null : index;
  };
  const customers = new Map((choices?.customers ?? []).map((one) => [toNameKey(one.name), one]));
  const tags = new Set((choices?.tags ?? []).map(toNameKey));
  const inUse = (choices?.customers ?? []).filter(({ isArchived }) => !isArchived).map(({ name }) => name);
  const findCustomers = rememberNear((name) => findNearest(inUse, name, (one) => one));
  const findTags = rememberNear((name) =>
    (choices?.tags ?? []).filter((one) => countEdits(toNameKey(one), toNameKey(name)) <= allowEdits(name)),
  );

  function checkCustomer({ customer }: LabelWish): RowProblem[] {
    if (customer === undefined || customer === null) return [];
    const place = column("customer");
    const repairTo = (label: string, text: string) => (place === null ? null : { label, cells: { [place]: text } });
    if (NO_CUSTOMER.test(customer))
      return [
        makeProblem(
          "customer-unclear",
          place,
          `${quoteCell(customer)} may mean two things. Write ${CLEAR} to take the customer away, or leave the cell empty: then nothing changes.`,
          repairTo("Take the customer away", CLEAR),
        ),
      ];
    const name = customerName.safeParse(customer);
    if (!name.success)
      return [
        makeProblem(
          "customer-invalid",
          place,
          `${quoteCell(customer)} is not a name. ${name.error.issues[0]?.message ?? ""}`,
        ),
      ];
    if (!choices) return [];
    const known = customers.get(toNameKey(customer));
    if (known?.isArchived)
      return [
        makeProblem(
          "customer-archived",
          place,
          `${known.name} is archived. Restore it on its page, or enter another customer.`,
        ),
      ];
    if (known) return [];
    const { near } = findCustomers(customer);
    const [only] = near;
    const advice = near.length > 0 ? `Nearest: ${near.join("; ")}.` : "No customer has a similar name.";
    return [
      makeProblem(
        "customer-unknown",
        place,
        `${quoteCell(customer)} is not a customer. ${advice} Correct it, or create the customer.`,
        only !== undefined && near.length === 1 ? repairTo(`Use ${only}`, only) : null,
      ),
    ];
  }

  function checkTags(cells: readonly string[], { add, remove }: LabelWish): RowProblem[] {
    const problems: RowProblem[] = [];
    const place = column("tags");
    if (add.length > TAG_LIMITS.ofNumber)
      problems.push(
        makeProblem("tags-too-many", place, `${add.length} tags, at most ${TAG_LIMITS.ofNumber} of one number.`),
      );
    for (const name of add) {
      const valid = tagName.safeParse(name);
      if (!valid.success)
        problems.push(
          makeProblem("tag-invalid", place, `${quoteCell(name)} is not a tag. ${valid.error.issues[0]?.message ?? ""}`),
        );
      else if (choices && !tags.has(toNameKey(name))) problems.push(describeNewTag(cells, name, place));
    }
    const added = new Set(add.map(toNameKey));
    for (const name of remove) {
      if (added.has(toNameKey(name)))
        problems.push(makeProblem("tag-both", column("untag"), `Tag ${quoteCell(name)} is to be added and taken off.`));
      else if (choices && !tags.has(toNameKey(name)))
        problems.push(makeProblem("tag-absent", column("untag"), `There is no tag ${quoteCell(name)} to take off.`));
    }
    return problems;
  }

  function describeNewTag(cells: readonly string[], name: string, place: number | null): RowProblem {
    const [near, ...others] = findTags(name).near;
    if (near === undefined || others.length > 0 || place === null)
      return makeProblem("tag-new", place, `There is no tag ${quoteCell(name)} yet: it is made.`);
    const text = readOf(cells, "tags");
    const parts = text.split(/([,;|\r\n])/).map((part) => (toNameKey(part) === toNameKey(name) ? near : part.trim()));
    return makeProblem(
      "tag-new",
      place,
      `There is no tag ${quoteCell(name)} yet: it is made. A similar one is ${quoteCell(near)}.`,
      { label: `Use ${near}`, cells: { [place]: parts.join("").replace(/([,;|])(?=\S)/g, "$1 ") } },
    );
  }

  const clearNote = () => {
    const place = column("note");
    return place === null ? null : { label: "Empty the cell", cells: { [place]: "" } };
  };

  return function checkLabels(cells) {
    const wish = readWish(cells);
    const problems = [...checkCustomer(wish), ...checkTags(cells, wish)];
    if (wish.note === null) return problems;
    if (wish.note.length > MAX_NOTE_LENGTH)
      problems.push(
        makeProblem(
          "note-too-long",
          column("note"),
          `The note has ${wish.note.length.toLocaleString("en-US")} characters, at most ${MAX_NOTE_LENGTH.toLocaleString("en-US")} are kept. Shorten it.`,
        ),
      );
    else if (isClear(wish.note))
      problems.push(
        makeProblem(
          "note-clear",
          column("note"),
          "Notes are removed one by one, on the page of their number. Empty the cell.",
          clearNote(),
        ),
      );
    return problems;
  };
}

/** Of short names every letter counts. */
const allowEdits = (name: string) => Math.max(0, Math.min(2, name.length - 3));

function rememberNear(find: (name: string) => readonly string[]): (name: string) => Names {
  const known = new Map<string, Names>();
  return (name) => {
    const key = toNameKey(name);
    const found = known.get(key) ?? { near: known.size < MAX_COMPARED ? find(name) : [] };
    if (known.size < MAX_COMPARED) known.set(key, found);
    return found;
  };
}
