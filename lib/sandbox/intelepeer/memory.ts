import { type Effect } from "../core/ledger";
import { Memory } from "../core/memory";
import { type SmsChange } from "./sms-state";

/** Numbers here are ten digits. */
export type IntelepeerEvent =
  | ({ kind: "sms"; number: string } & SmsChange)
  | { kind: "webhook"; numbers: string[]; url: string }
  | { kind: "token"; token: string; until: number }
  | { kind: "tokens-expired" }
  | { kind: "unrequested"; numbers: string[]; isOn: boolean; since: number }
  | { kind: "seed"; numbers: string[]; provisioned: boolean; since: number };

export class IntelepeerMemory extends Memory<IntelepeerEvent> {
  readonly name = "intelepeer";
  readonly sms = new Map<string, SmsChange>();
  readonly webhooks = new Map<string, string>();
  readonly tokens = new Map<string, number>();
  readonly owned = new Set<string>();

  apply(event: IntelepeerEvent): void {
    switch (event.kind) {
      case "sms": {
        const { direction, since, first, second, ends } = event;
        this.sms.set(event.number, { direction, since, first, second, ends });
        if (direction === "off") this.webhooks.delete(event.number);
        return;
      }
      case "webhook":
        for (const number of event.numbers) this.webhooks.set(number, event.url);
        return;
      case "token":
        this.tokens.set(event.token, event.until);
        return;
      case "tokens-expired":
        this.tokens.clear();
        return;
      case "unrequested":
        for (const number of event.numbers) {
          const direction = event.isOn ? "on" : "off";
          this.sms.set(number, { direction, since: event.since, first: 0, second: 0, ends: "done" });
          if (!event.isOn) this.webhooks.delete(number);
        }
        return;
      case "seed":
        for (const number of event.numbers) {
          this.owned.add(number);
          if (event.provisioned)
            this.sms.set(number, { direction: "on", since: event.since, first: 0, second: 0, ends: "done" });
        }
    }
  }

  override effectsOf(event: IntelepeerEvent): Effect[] {
    if (event.kind === "sms")
      return [{ kind: event.direction === "on" ? "sms.enable" : "sms.disable", number: event.number }];
    if (event.kind !== "webhook") return [];
    return event.numbers.map((number) => ({ kind: "webhook.set", number, detail: { url: event.url } }));
  }
}
