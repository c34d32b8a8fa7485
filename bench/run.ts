import { benchBulkSms } from "./bulk-sms";
import { benchCallbacks } from "./callbacks";
import { benchDelivery } from "./delivery";
import { benchHostileFiles, benchXml } from "./hostile-files";
import { benchInsert } from "./insert-numbers";
import { benchMessages } from "./messages";
import { benchNumberViews, VIEW_NUMBERS } from "./number-views";
import { benchNumbersTable } from "./numbers-table";
import { benchOrders } from "./orders";
import { openPlace, type Line } from "./place";
import { benchReconcile } from "./reconcile";
import { benchRefusals } from "./refusals";
import { benchSearch } from "./search";
import { benchSubmitUpload } from "./submit-upload";
import { benchUploads } from "./uploads";

/**
 * `npm run bench [callbacks] [sms] [refusals] [reconcile] [files] [xml] [numbers] [orders] [messages] [delivery] [uploads] [submit] [search] [views]`: everything, or the parts named.
 * With `quick`, parts that have a quick form take it.
 */
const asked = process.argv.slice(2).filter((word) => word !== "quick");
const isQuick = process.argv.includes("quick");
const isAsked = (part: string) => asked.length === 0 || asked.includes(part);

const place = await openPlace();
const lines: Line[] = [];
try {
  // First, while nothing else runs: it measures the whole product, on a database of its own.
  if (isAsked("callbacks")) lines.push(...(await benchCallbacks()));
  if (isAsked("files")) lines.push(...(await benchHostileFiles()));
  if (isAsked("xml")) lines.push(...benchXml());
  if (isAsked("sms")) {
    lines.push(...(await benchBulkSms(place, 1)));
    lines.push(...(await benchBulkSms(place, 2)));
    lines.push(...(await benchBulkSms(place, 3)));
  }
  if (isAsked("reconcile")) lines.push(...(await benchReconcile(place)));
  if (isAsked("refusals")) {
    lines.push(...(await benchRefusals(place, 1)));
    lines.push(...(await benchRefusals(place, 2)));
  }
  if (isAsked("messages")) {
    const world = await place.createWorld("messages");
    try {
      lines.push(...(await benchMessages(world)));
    } finally {
      await world.close();
    }
  }
  if (isAsked("delivery")) {
    const world = await place.createWorld("delivery");
    try {
      lines.push(...(await benchDelivery(world)));
    } finally {
      await world.close();
    }
  }
  if (isAsked("orders")) {
    const world = await place.createWorld("orders");
    try {
      lines.push(...(await benchOrders(world)));
    } finally {
      await world.close();
    }
  }
  if (isAsked("uploads")) {
    const world = await place.createWorld("uploads");
    try {
      lines.push(...(await benchUploads(world)));
    } finally {
      await world.close();
    }
  }
  if (isAsked("submit")) {
    const world = await place.createWorld("submit");
    try {
      lines.push(...(await benchSubmitUpload(world)));
    } finally {
      await world.close();
    }
  }
  if (isAsked("search")) {
    const world = await place.createWorld("search");
    try {
      lines.push(...(await benchSearch(world)));
    } finally {
      await world.close();
    }
  }
  if (isAsked("views")) {
    const world = await place.createWorld("views");
    try {
      lines.push(...(await benchNumberViews(world, isQuick ? VIEW_NUMBERS.quick : VIEW_NUMBERS.full)));
    } finally {
      await world.close();
    }
  }
  if (isAsked("numbers")) {
    const world = await place.createWorld("numbers");
    try {
      lines.push(...(await benchInsert(world)));
      lines.push(...(await benchNumbersTable(world)));
    } finally {
      await world.close();
    }
  }
} finally {
  await place.close();
}

const width = (read: (line: Line) => string) => Math.max(...lines.map((line) => read(line).length));
for (const line of lines)
  console.log(
    [
      line.what.padEnd(width((l) => l.what)),
      line.figure.padEnd(width((l) => l.figure)),
      line.target.padEnd(width((l) => l.target)),
      line.isReached ? "reached" : "MISSED",
    ].join("  "),
  );
process.exit(lines.every((line) => line.isReached) ? 0 : 1);
