import { type Reply } from "../core/exchange";
import { type InumberingCall } from "./call";
import { refuse, refuseEmptySearch, refuseMissing, replySuccess } from "./envelope";
import { type StockFilter } from "./stock";

/** tnInventory: a mask of ten positions, a quantity, and any of rateCenter, lata, province. */
export function searchNumbers({ world, memory, body }: InumberingCall): Reply {
  const missing = refuseMissing(world, 400, body, ["tnMask", "quantity"]);
  if (missing) return missing;
  const { maxQuantity, telephoneNumber } = world.settings.inumbering;
  const { quantity } = body;
  if (typeof quantity !== "number" || !Number.isInteger(quantity) || quantity < 1)
    return refuse(world, 409, "Invalid Input Parameters: quantity");
  if (quantity > maxQuantity) return refuse(world, 409, `Quantity must be less than ${maxQuantity + 1}`);
  const filter = readFilter(body);
  if (typeof filter === "string") return refuse(world, 409, filter);
  const found = memory.stock.find(filter, quantity);
  if (found.length === 0) return refuseEmptySearch(world, "tnResult");
  const tnResult = found.map(({ number, exchange }) => ({
    telephoneNumber: telephoneNumber === "text" ? number : Number(number),
    rateCenter: exchange.rateCenter,
    city: exchange.city,
    lata: Number(exchange.lata),
    province: exchange.state,
  }));
  return replySuccess({ tnResult });
}

/** The filter, or the text of the refusal. `lata` is an integer here, unlike in coverage. */
function readFilter({ tnMask, lata, rateCenter, province }: Record<string, unknown>): StockFilter | string {
  if (typeof tnMask !== "string" || !/^[0-9xX ]{10}$/.test(tnMask)) return "Invalid Input Parameters: tnMask";
  const filter: StockFilter = { mask: tnMask.replace(/[X ]/g, "x") };
  if (isGiven(lata)) {
    if (typeof lata !== "number" || !Number.isInteger(lata)) return "Invalid Input Parameters: lata";
    if (lata < 100 || lata > 999) return "LATA length must be in 3 digits.";
    filter.lata = String(lata);
  }
  if (isGiven(province)) {
    if (typeof province !== "string" || !/^[A-Za-z]{2}$/.test(province)) return "Province must be two character long";
    filter.state = province.toUpperCase();
  }
  if (isGiven(rateCenter)) {
    if (typeof rateCenter !== "string") return "Invalid Input Parameters: rateCenter";
    filter.rateCenter = rateCenter.trim().toUpperCase();
  }
  return filter;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}
