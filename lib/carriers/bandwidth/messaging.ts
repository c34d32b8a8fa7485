import type { z } from "zod";
import type { Callbacks, Messaging } from "../carrier";
import { decodeJson } from "../decode";
import { MESSAGING_GROUP, type MessagingClient, readCreatedId, toMessagingError } from "./messaging-client";
import { applicationItem, messageItem } from "./wire-json";

/** Pages: step 3 "Create Application", step 5 "Send Message". */
export function createMessaging(client: MessagingClient, credentials: Callbacks["credentials"]): Messaging {
  async function getOne<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const reply = await client.call({ group: MESSAGING_GROUP, method: "GET", path });
    if (reply.status >= 400) throw toMessagingError(reply);
    return decodeJson(schema, reply, { isWrite: false });
  }

  async function create(path: string, collection: "applications" | "messages", body: unknown): Promise<{ id: string }> {
    const reply = await client.call({ group: MESSAGING_GROUP, method: "POST", path, body });
    if (reply.status >= 400) throw toMessagingError(reply, { isWrite: true });
    return { id: readCreatedId(reply, collection) };
  }

  return {
    async listApplications() {
      const { items, odd } = await client.listAll(MESSAGING_GROUP, "/applications", "", applicationItem);
      return { items, oddCount: odd.length };
    },
    getApplication: (id) => getOne(`/applications/${encodeURIComponent(id)}`, applicationItem),
    createApplication: (input) =>
      create("/applications/", "applications", {
        name: input.name,
        incomingMessageUrl: input.incomingMessageUrl,
        ...(input.incomingMessageUrlCallbackTimeout !== undefined && {
          incomingMessageUrlCallbackTimeout: input.incomingMessageUrlCallbackTimeout,
        }),
        ...(input.incomingMessageFallbackUrl !== undefined && {
          incomingMessageFallbackUrl: input.incomingMessageFallbackUrl,
        }),
        ...(input.callbackHttpMethod !== undefined && { callbackHttpMethod: input.callbackHttpMethod }),
      }),
    listRegistered: (applicationId) => client.listRegistered(applicationId),
    listRegisteredPage: (page) => client.listRegisteredPage(page),
    /** The page's example omits the `+` of `from`; the reference requires E.164 everywhere. */
    sendMessage: ({ from, to, text, receipt, tag, callbackUrl }) =>
      create("/messages", "messages", {
        from,
        to,
        text,
        ...(receipt === true && { receiptRequested: "all" }),
        ...(tag !== undefined && { tag }),
        ...(callbackUrl !== undefined && {
          callbackUrl: addCredentials(callbackUrl, credentials),
          callbackHttpMethod: "POST",
        }),
      }),
    getMessage: (id) => getOne(`/messages/${encodeURIComponent(id)}`, messageItem),
    /** An entry of the list that cannot be read is none of ours. */
    findMessage: async (from, tag) => {
      const query = `from=${encodeURIComponent(from)}&`;
      const { items } = await client.listAll(MESSAGING_GROUP, "/messages", query, messageItem);
      return items.find((message) => message.tag === tag) ?? null;
    },
  };
}

/** The callbacks' user name and password go into their URL. */
function addCredentials(address: string, credentials: Callbacks["credentials"]): string {
  if (credentials === null) return address;
  const url = new URL(address);
  url.username = encodeURIComponent(credentials.user);
  url.password = encodeURIComponent(credentials.password);
  return url.href;
}
