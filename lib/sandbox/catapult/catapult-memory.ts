import { type StateModule } from "../core/journal";
import { type Effect } from "../core/ledger";

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

export type MessageFate = "delivered" | "undelivered" | "rejected";

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
  fate: MessageFate;
}

export interface InboundMessage {
  id: string;
  from: string;
  to: string;
  text: string;
  applicationId: string;
  createdAt: number;
}

export type CatapultEvent =
  | { kind: "application"; application: Application; change: "create" | "update" }
  | { kind: "application-deleted"; id: string }
  | { kind: "number"; number: RegisteredNumber; change: "register" | "register.update" }
  | { kind: "number-deleted"; id: string }
  | { kind: "message"; message: OutboundMessage }
  | { kind: "inbound"; message: InboundMessage }
  | { kind: "seed"; applications: Application[]; numbers: RegisteredNumber[] };

interface Dump {
  applications: Application[];
  numbers: RegisteredNumber[];
  messages: OutboundMessage[];
  inbound: InboundMessage[];
}

export class CatapultMemory implements StateModule<CatapultEvent, Dump> {
  readonly name = "catapult";
  readonly applications = new Map<string, Application>();
  readonly numbers = new Map<string, RegisteredNumber>();
  /** Ten digits to the id under which the number is registered. */
  readonly idOfNumber = new Map<string, string>();
  readonly messages = new Map<string, OutboundMessage>();
  readonly inbound = new Map<string, InboundMessage>();

  apply(event: CatapultEvent): void {
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

  effectsOf(event: CatapultEvent): Effect[] {
    const carrier = "bandwidth";
    switch (event.kind) {
      case "application": {
        const { id, name } = event.application;
        return [{ carrier, kind: `application.${event.change}`, reference: name, detail: { id } }];
      }
      case "application-deleted":
        return [{ carrier, kind: "application.delete", reference: event.id }];
      case "number": {
        const { id, number, applicationId } = event.number;
        return [{ carrier, kind: event.change, number, detail: { id, applicationId } }];
      }
      case "number-deleted":
        return [{ carrier, kind: "unregister", reference: event.id }];
      case "message": {
        const { id, from, to, tag } = event.message;
        const reference = tag ?? undefined;
        return [{ carrier, kind: "message.send", number: from.slice(-10), reference, detail: { id, to } }];
      }
      default:
        return [];
    }
  }

  dump(): Dump {
    return {
      applications: [...this.applications.values()],
      numbers: [...this.numbers.values()],
      messages: [...this.messages.values()],
      inbound: [...this.inbound.values()],
    };
  }

  load(dump: Dump): void {
    this.clear();
    this.apply({ kind: "seed", applications: dump.applications, numbers: dump.numbers });
    for (const message of dump.messages) this.messages.set(message.id, message);
    for (const message of dump.inbound) this.inbound.set(message.id, message);
  }

  clear(): void {
    for (const part of [this.applications, this.numbers, this.idOfNumber, this.messages, this.inbound]) part.clear();
  }
}
