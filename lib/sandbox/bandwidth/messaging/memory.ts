import { type Effect } from "../../core/ledger";
import { Memory } from "../../core/memory";

export interface Application {
  id: string;
  name: string;
  incomingCallUrl?: string;
  incomingMessageUrl?: string;
  incomingMessageUrlCallbackTimeout: number;
  incomingMessageFallbackUrl?: string;
  callbackHttpMethod: "GET" | "POST";
  autoAnswer: boolean;
}

/** `number` is ten digits; `createdAt` epoch milliseconds. */
export interface RegisteredNumber {
  id: string;
  number: string;
  name: string | null;
  applicationId: string | null;
  createdAt: number;
}

export type MessageResult = "delivered" | "undelivered" | "rejected";

/** `from` and `to` are E.164. The state follows from the clock and the delays, in milliseconds. */
export interface OutboundMessage {
  id: string;
  from: string;
  to: string;
  text: string;
  media: string[];
  tag: string | null;
  receiptRequested: string;
  createdAt: number;
  queuedMs: number;
  sendingMs: number;
  deliveryMs: number;
  result: MessageResult;
}

export interface InboundMessage {
  id: string;
  from: string;
  to: string;
  text: string;
  applicationId: string;
  createdAt: number;
}

export type MessagingEvent =
  | { kind: "application"; application: Application; change: "create" | "update" }
  | { kind: "application-deleted"; id: string }
  | { kind: "number"; number: RegisteredNumber; change: "register" | "register.update" }
  | { kind: "number-deleted"; id: string }
  /** Nobody has requested it. */
  | { kind: "numbers-lost"; ids: string[] }
  | { kind: "message"; message: OutboundMessage }
  | { kind: "inbound"; message: InboundMessage }
  | { kind: "seed"; applications: Application[]; numbers: RegisteredNumber[] };

export class MessagingMemory extends Memory<MessagingEvent> {
  /** As in journals of older releases. */
  readonly name = "catapult";
  readonly applications = new Map<string, Application>();
  readonly numbers = new Map<string, RegisteredNumber>();
  /** Ten digits to the id under which the number is registered. */
  readonly idOfNumber = new Map<string, string>();
  readonly messages = new Map<string, OutboundMessage>();
  readonly inbound = new Map<string, InboundMessage>();

  apply(event: MessagingEvent): void {
    switch (event.kind) {
      case "application":
        this.applications.set(event.application.id, event.application);
        return;
      case "application-deleted":
        this.applications.delete(event.id);
        return;
      case "number":
        this.addNumber(event.number);
        return;
      case "number-deleted":
        this.idOfNumber.delete(this.numbers.get(event.id)?.number ?? "");
        this.numbers.delete(event.id);
        return;
      case "numbers-lost":
        for (const id of event.ids) {
          this.idOfNumber.delete(this.numbers.get(id)?.number ?? "");
          this.numbers.delete(id);
        }
        return;
      case "message":
        this.messages.set(event.message.id, event.message);
        return;
      case "inbound":
        this.inbound.set(event.message.id, event.message);
        return;
      case "seed":
        for (const application of event.applications) this.applications.set(application.id, application);
        for (const number of event.numbers) this.addNumber(number);
    }
  }

  private addNumber(number: RegisteredNumber): void {
    this.numbers.set(number.id, number);
    this.idOfNumber.set(number.number, number.id);
  }

  override effectsOf(event: MessagingEvent): Effect[] {
    switch (event.kind) {
      case "application": {
        const { id, name } = event.application;
        return [{ kind: `application.${event.change}`, reference: name, detail: { id } }];
      }
      case "application-deleted":
        return [{ kind: "application.delete", reference: event.id }];
      case "number": {
        const { id, number, applicationId } = event.number;
        return [{ kind: event.change, number, detail: { id, applicationId } }];
      }
      case "number-deleted":
        return [{ kind: "unregister", reference: event.id }];
      case "message": {
        const { id, from, to, tag } = event.message;
        const reference = tag ?? undefined;
        return [{ kind: "message.send", number: from.slice(-10), reference, detail: { id, to } }];
      }
      default:
        return [];
    }
  }

  override load(dump: Record<string, unknown[]>): void {
    super.load(dump);
    for (const { id, number } of this.numbers.values()) this.idOfNumber.set(number, id);
  }
}
