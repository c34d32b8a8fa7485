import { isRecord, type Reply, replyEmpty, replyJson } from "../../core/exchange";
import { type MessagingCall, makeId, refuse, replyPage } from "./call";
import { type Application } from "./memory";

export function createApplication(call: MessagingCall): Reply {
  const { exchange, body, commit } = call;
  const application = readApplication(body, { id: makeId("a") });
  if ("status" in application) return application;
  commit({ kind: "application", application, change: "create" });
  // The page shows this Location relative, unlike those of numbers and messages.
  const path = exchange.fullPath.replace(/\/$/, "");
  return { status: 201, headers: { location: `${path}/${application.id}` }, body: "" };
}

export function listApplications(call: MessagingCall): Reply {
  return replyPage(call, "applications", [...call.memory.applications.values()]);
}

export function readApplicationById(id: string, { memory }: MessagingCall): Reply {
  const application = memory.applications.get(id);
  return application ? replyJson(200, application) : refuseUnknown(id);
}

/** Properties that are not sent stay as they are. */
export function updateApplication(id: string, { memory, body, commit }: MessagingCall): Reply {
  const known = memory.applications.get(id);
  if (!known) return refuseUnknown(id);
  const application = readApplication(body, known);
  if ("status" in application) return application;
  commit({ kind: "application", application, change: "update" });
  return replyEmpty(200);
}

export function deleteApplication(id: string, { memory, commit }: MessagingCall): Reply {
  if (!memory.applications.has(id)) return refuseUnknown(id);
  commit({ kind: "application-deleted", id });
  return replyEmpty(200);
}

function refuseUnknown(id: string): Reply {
  return refuse(404, "application-not-found", `The application '${id}' could not be found`, [["applicationId", id]]);
}

/** `known` overlaid with the body, or the documented 400. */
function readApplication(body: unknown, known: { id: string } & Partial<Application>): Application | Reply {
  if (!isRecord(body)) return refuse(400, "bad-request", "The body is not a JSON object");
  const textOf = (name: keyof Application) => {
    const value = body[name] ?? known[name];
    return value === undefined || value === "" ? undefined : String(value);
  };
  const name = textOf("name")?.trim();
  if (!name)
    return refuse(
      400,
      "blank-property",
      "The 'application' resource property 'name' must contain at least one non-whitespace character",
    );
  for (const property of ["incomingCallUrl", "incomingMessageUrl", "incomingMessageFallbackUrl"] as const) {
    const url = textOf(property);
    if (url !== undefined && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)))
      return refuse(400, "validation-error", `Invalid \`${property}\` URL. ${url} is not a valid URL`);
  }
  const incomingMessageUrl = textOf("incomingMessageUrl");
  const incomingCallUrl = textOf("incomingCallUrl");
  if (!incomingMessageUrl && !incomingCallUrl)
    return refuse(400, "validation-error", "Your application must have a least one callback URL.");
  const timeout = Number(body.incomingMessageUrlCallbackTimeout ?? known.incomingMessageUrlCallbackTimeout ?? 10_000);
  if (!(timeout > 0)) return refuse(400, "validation-error", "Incoming SMS callback timeout must be greater than 0");
  if (timeout > 10_000) return refuse(400, "validation-error", "Incoming SMS callback timeout must not surpass 10000");
  const method = String(body.callbackHttpMethod ?? known.callbackHttpMethod ?? "POST").toUpperCase();
  if (method !== "GET" && method !== "POST")
    return refuse(400, "validation-error", "callbackHttpMethod must be GET or POST");
  return {
    id: known.id,
    name,
    incomingCallUrl,
    incomingMessageUrl,
    incomingMessageUrlCallbackTimeout: timeout,
    incomingMessageFallbackUrl: textOf("incomingMessageFallbackUrl"),
    callbackHttpMethod: method,
    autoAnswer: body.autoAnswer === undefined ? (known.autoAnswer ?? true) : body.autoAnswer !== false,
  };
}
