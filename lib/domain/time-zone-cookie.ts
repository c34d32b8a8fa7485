/** The cookie in which a browser sends its own zone along, so that the server renders the right day. Apart: the browser needs no zod for it. */
export const TIME_ZONE_COOKIE = "tandem-zone";
