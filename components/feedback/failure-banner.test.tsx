import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { FailureBanner } from "./failure-banner";
import { toActionFailure } from "./settle-action";

const render = (failure: Parameters<typeof FailureBanner>[0]["failure"]) =>
  renderToStaticMarkup(<FailureBanner failure={failure} title="Nothing was ordered" />);

it("says that nothing happened only where the portal said so", () => {
  expect(render({ code: "CONFLICT", message: "Somebody else was first." })).toContain("Nothing was ordered");
  const lost = render(toActionFailure(new TypeError("Failed to fetch")));
  expect(lost).toContain("Not known whether it worked");
  expect(lost).not.toContain("Nothing was ordered");
});
