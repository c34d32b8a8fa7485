/** Cookie with the browser's time zone, for rendering dates. A separate file so the browser does not load zod. */
export const TIME_ZONE_COOKIE = "tandem-zone";
