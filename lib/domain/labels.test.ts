import { expect, it } from "vitest";
import { describeNotFound, findFacet, nameWithFacet, STATES } from "./labels";
import { SMS_STATES } from "./service-state";

it("never calls a number that the carrier does not list off", () => {
  expect(STATES.sms["not-found"]).toEqual({ tone: "unknown", label: "Off or not ours" });
  expect(describeNotFound("IntelePeer")).toContain("or the number is not ours");
  expect(SMS_STATES.map((state) => STATES.sms[state].label)).not.toContain("Off");
});

it("names the facet where the state alone would not say which it is", () => {
  expect(nameWithFacet("SMS", "On")).toBe("SMS: On");
  expect(nameWithFacet("Import", "Import failed")).toBe("Import failed");
  expect(nameWithFacet("Import", "Unknown")).toBe("Import: Unknown");
});

it("has words for the values of a state, and leaves the carrier's own texts as they are", () => {
  expect(findFacet("smsState")?.labelOf("not-found")).toBe("Off or not ours");
  expect(findFacet("smsState")?.labelOf("hibernating")).toBe("hibernating");
  expect(findFacet("campaignId")).toBeNull();
  expect(findFacet("smsState")?.labelOf("toString")).toBe("toString");
  expect(findFacet("toString")).toBeNull();
});
