import type { Carrier, OrderProgram } from "./carrier";
import { CarrierError } from "./carrier-error";
import type { Redactor } from "./redact";

/** What is read by people only. Other values may be used again, and keep a user name that they happen to contain. */
const FREE_TEXT = new Set(["message", "raw", "code", "carrierCode", "spelling"]);

/**
 * The carrier, from which no secret of its account gets out: each text of a result and of an error passes the redactor. The carrier's own
 * code reads answers as they came.
 */
export function guardCarrier(carrier: Carrier, redactor: Redactor): Carrier {
  const guard =
    <A extends unknown[], R>(run: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      try {
        return redactValue(await run(...args), redactor);
      } catch (error) {
        throw redactError(error, redactor);
      }
    };

  const guardProgram = (program: OrderProgram): OrderProgram => ({
    ...program,
    write: guard(program.write),
    read: guard(program.read),
  });
  const { programs, inventory, campaigns, messaging, callbacks, readNumbers, readWebhook, probe } = carrier;
  // Every part by name: one that is added later does not compile until it is guarded here.
  const parts: { [K in keyof Required<Carrier>]: Carrier[K] } = {
    programs: Object.fromEntries(Object.entries(programs).map(([kind, program]) => [kind, guardProgram(program)])),
    inventory: inventory && {
      search: guard(inventory.search),
      coverage: guard(inventory.coverage),
      listGateways: guard(inventory.listGateways),
      listOwned: guard(inventory.listOwned),
    },
    campaigns: campaigns && {
      addBrand: guard(campaigns.addBrand),
      addCampaign: guard(campaigns.addCampaign),
      readCampaigns: guard(campaigns.readCampaigns),
    },
    messaging: messaging && {
      listApplications: guard(messaging.listApplications),
      getApplication: guard(messaging.getApplication),
      createApplication: guard(messaging.createApplication),
      listRegistered: guard(messaging.listRegistered),
      listRegisteredPage: guard(messaging.listRegisteredPage),
      sendMessage: guard(messaging.sendMessage),
      getMessage: guard(messaging.getMessage),
      findMessage: guard(messaging.findMessage),
    },
    callbacks: callbacks && {
      ...callbacks,
      hide: (raw) => redactor.hideInCallback(raw, callbacks.signature),
      read(payload) {
        try {
          return redactValue(callbacks.read(payload), redactor);
        } catch (error) {
          throw redactError(error, redactor);
        }
      },
    },
    readNumbers: readNumbers && guard(readNumbers),
    readWebhook: readWebhook && guard(readWebhook),
    probe: guard(probe),
  };
  return dropAbsent(parts);
}

/** A capability counts as there where its name is. */
const dropAbsent = ({ programs, probe, ...others }: Carrier): Carrier => ({
  programs,
  probe,
  ...Object.fromEntries(Object.entries(others).filter(([, part]) => part !== undefined)),
});

const redactValue = <T>(value: T, redactor: Redactor): T => redactDeep(value, redactor, false) as T;

function redactDeep(value: unknown, redactor: Redactor, isFreeText: boolean): unknown {
  if (typeof value === "string") return isFreeText ? redactor.hideAll(value) : redactor.hideSecrets(value);
  if (Array.isArray(value)) return value.map((one) => redactDeep(one, redactor, isFreeText));
  if (value instanceof Map)
    return new Map([...value].map(([key, one]) => [key, redactDeep(one, redactor, isFreeText)]));
  if (value === null || typeof value !== "object" || !isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      isFreeText ? redactor.hideAll(key) : key,
      redactDeep(one, redactor, isFreeText || FREE_TEXT.has(key)),
    ]),
  );
}

const isPlain = (value: object) => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** Its causes too: they are written to the log. */
function redactError(error: unknown, redactor: Redactor): unknown {
  if (!(error instanceof Error)) return typeof error === "string" ? redactor.hideAll(error) : error;
  const hide = redactor.hideAll;
  const cause = error.cause === undefined ? undefined : redactError(error.cause, redactor);
  const copy =
    error instanceof CarrierError
      ? new CarrierError(error.fault, hide(error.message), {
          cause,
          status: error.status,
          carrierCode: error.carrierCode === undefined ? undefined : hide(error.carrierCode),
          resetAt: error.resetAt,
          mayHaveHappened: error.mayHaveHappened,
          callId: error.callId,
          unrequested: error.unrequested.map(({ spelling, message, ...entry }) => ({
            ...entry,
            spelling: hide(spelling),
            message: hide(message),
          })),
        })
      : copyError(error, hide, cause);
  if (error.stack !== undefined) copy.stack = hide(error.stack);
  return copy;
}

function copyError(error: Error, hide: (text: string) => string, cause: unknown): Error {
  const copy = new Error(hide(error.message), cause === undefined ? undefined : { cause });
  copy.name = error.name;
  return "code" in error && typeof error.code === "string" ? Object.assign(copy, { code: hide(error.code) }) : copy;
}
