import { expect, it } from "vitest";
import { describeNotFound, findFacet, nameWithFacet, SMS_LOOKS } from "./service-labels";
import { SMS_STATES } from "./service-state";

it("never calls a number that the carrier does not list off", () => {
  expect(SMS_LOOKS["not-found"]).toEqual({ tone: "unknown", label: "Off or not ours" });
  expect(describeNotFound("IntelePeer")).toContain("or the number is not ours");
  expect(SMS_STATES.map((state) => SMS_LOOKS[state].label)).not.toContain("Off");
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
