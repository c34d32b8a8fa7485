import { shownName } from "./customer";

export const TAG_LIMITS = { name: 40, ofNumber: 20, all: 500 } as const;

/** By name, in degrees of the color circle. */
export const TAG_HUES = {
  blue: 255,
  teal: 190,
  green: 150,
  olive: 115,
  amber: 75,
  coral: 40,
  pink: 350,
  purple: 305,
} as const satisfies Record<string, number>;
export type TagHue = keyof typeof TAG_HUES;

export const TAG_HUE_NAMES = Object.keys(TAG_HUES) as [TagHue, ...TagHue[]];

/** One that an older release stored is shown as blue. */
export const findHue = (hue: string): number =>
  Object.hasOwn(TAG_HUES, hue) ? TAG_HUES[hue as TagHue] : TAG_HUES.blue;

/** The hue of the n-th tag: neighbors differ. */
export const chooseHue = (n: number): TagHue => TAG_HUE_NAMES[n % TAG_HUE_NAMES.length] ?? "blue";

export const tagName = shownName(TAG_LIMITS.name).refine(
  (name) => !/[,;|]/.test(name),
  "Leave out commas, semicolons and bars: they separate tags.",
);

export type TagView = { id: string; name: string; hue: string };
