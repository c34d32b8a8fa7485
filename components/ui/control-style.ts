/** Grows what a finger hits to 40 px and more, without moving anything. */
export const TAP_AREA = "max-sm:relative max-sm:after:absolute max-sm:after:-inset-2.5 max-sm:after:content-['']";

/** The shared style of text-like controls. */
export const CONTROL =
  "w-full min-w-0 rounded-md border border-control-line bg-surface px-2.5 text-sm text-ink max-sm:text-lg transition-colors duration-100 hover:border-muted focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-faint [&[readonly]]:bg-sunken aria-invalid:border-bad-solid";
