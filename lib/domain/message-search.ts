import { z } from "zod";
import { one } from "./address-field";
import { calendarDay } from "./time-zone";

export const MESSAGE_SEARCH_STATES = {
  delivered: "Delivered",
  accepted: "Sent, no receipt",
  moving: "Waiting for a receipt",
  refused: "Failed",
  unknown: "Result unknown",
  received: "Received",
} as const;
const STATES = Object.keys(MESSAGE_SEARCH_STATES) as (keyof typeof MESSAGE_SEARCH_STATES)[];

/** The address of the search in messages. `after`: where it goes on. */
export const messageSearchQuery = z.object({
  q: one(z.string().max(200)),
  number: one(z.string().max(40)),
  state: one(z.enum(STATES)),
  code: one(z.string().max(60)),
  account: one(z.uuid()),
  from: one(calendarDay),
  to: one(calendarDay),
  after: one(z.string().max(90)),
});
export type MessageSearchQuery = z.output<typeof messageSearchQuery>;
