import "server-only";
import type { OpenAccount } from "@/lib/context";
import type { DriftFacet } from "@/lib/domain/drift";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { ReadingGroup } from "@/lib/domain/reading-cycle";
import type { ServiceFacts } from "@/lib/domain/service-state";

export type ListedNumber = { number: PhoneNumber; facts: ServiceFacts; raw: unknown };
export type ListPage = { entries: readonly ListedNumber[]; oddCount: number; isLast: boolean };

/** A list of all numbers that an account has. Its contract lists them all: what it does not name is not there. */
export type AccountList = {
  facet: DriftFacet & ("ownership" | "registrationState");
  /** The value of the facet for a listed number. */
  listed: string;
  /** The facts of a number that the whole list does not name. */
  missing: ServiceFacts;
  /** From page 0. */
  readPage(page: number): Promise<ListPage>;
};

export function findAccountList({ carrier }: OpenAccount, group: ReadingGroup): AccountList | null {
  const { inventory, messaging } = carrier;
  if (group === "owned" && inventory)
    return {
      facet: "ownership",
      listed: "owned",
      missing: { ownership: "gone" },
      readPage: async () => {
        const { items, oddCount } = await inventory.listOwned();
        return {
          entries: items.map(({ number, route }) => ({
            number,
            facts: { ownership: "owned", ...(route !== null && { route }) },
            raw: { number, route },
          })),
          oddCount,
          isLast: true,
        };
      },
    };
  if (group === "registrations" && messaging)
    return {
      facet: "registrationState",
      listed: "registered",
      missing: { registrationState: "none", applicationId: null },
      readPage: async (page) => {
        const { items, oddCount, isLast } = await messaging.listRegisteredPage(page);
        return {
          entries: items.map(({ id, number, applicationId, state }) => ({
            number,
            facts: { registrationState: "registered", ...(applicationId !== null && { applicationId }) },
            raw: { id, applicationId, numberState: state },
          })),
          oddCount,
          isLast,
        };
      },
    };
  return null;
}
