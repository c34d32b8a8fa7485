import { isRecord, type Reply, replyEmpty, replyJson } from "../../core/exchange";
import { credentials } from "../credentials";
import { type MessagingCall, makeId, readE164, refuse, replyCreated, replyPage } from "./call";
import { type RegisteredNumber } from "./memory";

/** Step 4 of the page: one number per call, with the dashboard's credentials in the body. */
export function registerNumber(call: MessagingCall): Reply {
  const { body, memory, world, commit, isImported, exchange, users } = call;
  if (!isRecord(body)) return refuse(400, "bad-request", "The body is not a JSON object");
  const number = readE164(body.number);
  if (number === null)
    return refuse(400, "validation-error", `The number '${String(body.number)}' is not in E.164 format`);
  const { registrationNeedsImport, applicationIdRequired } = world.settings.messaging;
  const badProvider = refuseProvider(body.provider, call);
  if (badProvider) return badProvider;
  const applicationId = readApplicationId(body.applicationId);
  if (applicationId === null && applicationIdRequired)
    return refuse(400, "blank-property", "The 'number' resource property 'applicationId' is required");
  if (applicationId !== null && !memory.applications.has(applicationId)) return refuseApplication(applicationId);
  const outcome = world.outcomeOf(number);
  if (outcome === "registration-refused")
    return refuse(403, "restricted-number", `The number '+1${number}' is restricted`);
  if (registrationNeedsImport && !isImported(number)) return refuseNumber(`+1${number}`);
  if (memory.idOfNumber.has(number))
    return refuse(
      409,
      "duplicate-number",
      `Cannot create another instance of number resource for user ${credentials.userId} for number +1${number}`,
      [["number", `+1${number}`]],
    );
  const id = makeId("n");
  const name = typeof body.name === "string" ? body.name : null;
  const registered: RegisteredNumber = { id, number, name, applicationId, createdAt: exchange.at };
  commit({ kind: "number", number: registered, change: "register" });
  return replyCreated(`${users}/phoneNumbers/${id}`);
}

/** Filters: applicationId, name, numberState; newest last. `state` and `city` match nothing here: no number has one. */
export function listPhoneNumbers(call: MessagingCall): Reply {
  const { query } = call.exchange;
  const isWanted = (name: string, actual: string | null) => {
    const value = query.get(name);
    return value === null || value === "" || value === actual;
  };
  const found = [...call.memory.numbers.values()].filter(
    (number) =>
      isWanted("applicationId", number.applicationId) &&
      isWanted("name", number.name) &&
      isWanted("number", `+1${number.number}`) &&
      isWanted("numberState", "enabled") &&
      isWanted("state", null) &&
      isWanted("city", null),
  );
  return replyPage(
    call,
    "phoneNumbers",
    found.map((number) => describeNumber(number, call)),
  );
}

export function readPhoneNumber(key: string, call: MessagingCall): Reply {
  const number = findNumber(key, call);
  return number ? replyJson(200, describeNumber(number, call)) : refuseNumber(key);
}

/** Moves the number to another application; an empty `applicationId` takes it from all. */
export function updatePhoneNumber(key: string, call: MessagingCall): Reply {
  const known = findNumber(key, call);
  if (!known) return refuseNumber(key);
  if (!isRecord(call.body)) return refuse(400, "bad-request", "The body is not a JSON object");
  const number = { ...known };
  if (call.body.applicationId !== undefined) number.applicationId = readApplicationId(call.body.applicationId);
  if (typeof call.body.name === "string") number.name = call.body.name;
  if (number.applicationId !== null && !call.memory.applications.has(number.applicationId))
    return refuseApplication(number.applicationId);
  call.commit({ kind: "number", number, change: "register.update" });
  return replyEmpty(200);
}

export function deletePhoneNumber(key: string, call: MessagingCall): Reply {
  const known = findNumber(key, call);
  if (!known) return refuseNumber(key);
  call.commit({ kind: "number-deleted", id: known.id });
  return replyEmpty(200);
}

function findNumber(key: string, { memory }: MessagingCall): RegisteredNumber | undefined {
  const ten = readE164(key);
  return memory.numbers.get(ten === null ? key : (memory.idOfNumber.get(ten) ?? ""));
}

function describeNumber({ id, number, name, applicationId, createdAt }: RegisteredNumber, { users }: MessagingCall) {
  return {
    id,
    ...(applicationId !== null && { application: `${users}/applications/${applicationId}`, applicationId }),
    number: `+1${number}`,
    nationalNumber: `(${number.slice(0, 3)}) ${number.slice(3, 6)}-${number.slice(6)}`,
    ...(name !== null && { name }),
    createdTime: new Date(createdAt).toISOString(),
    price: "0.00",
    numberState: "enabled",
  };
}

function refuseProvider(provider: unknown, { world }: MessagingCall): Reply | null {
  const properties = isRecord(provider) ? provider.properties : undefined;
  if (!isRecord(provider) || provider.providerName !== "bandwidth-dashboard" || !isRecord(properties))
    return refuse(400, "validation-error", "The provider must be 'bandwidth-dashboard' with its properties");
  const { accountId, username, password } = credentials;
  const { accountId: givenAccount, userName, password: givenPassword } = properties;
  if (String(givenAccount) === accountId && userName === username && givenPassword === password) return null;
  return refuse(world.settings.messaging.badProvider, "user-access-denied", "The provider credentials are not valid");
}

function readApplicationId(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function refuseApplication(id: string): Reply {
  return refuse(404, "application-not-found", `The application '${id}' could not be found`, [["applicationId", id]]);
}

function refuseNumber(key: string): Reply {
  return refuse(404, "number-not-found", `The number '${key}' could not be found`, [["number", key]]);
}
