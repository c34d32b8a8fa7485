/** `2026-11-27` as "Nov 27, 2026", or short as "Nov 27". */
export const spellDay = (day: string, { isShort = false } = {}) =>
  new Intl.DateTimeFormat("en-US", {
    month: "short",
    day: "numeric",
    year: isShort ? undefined : "numeric",
    timeZone: "UTC",
  }).format(Date.parse(`${day}T00:00:00Z`));
