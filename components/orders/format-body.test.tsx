import { describe, expect, it } from "vitest";
import { formatBody } from "./format-body";

describe("bodies for reading", () => {
  it("indents JSON and XML, keeping every character of the values", () => {
    expect(formatBody('{"a":["+13035550100"]}')).toBe('{\n  "a": [\n    "+13035550100"\n  ]\n}');
    expect(formatBody("<?xml version='1.0'?><A><B>0012 &amp; x</B><C/></A>")).toBe(
      "<?xml version='1.0'?>\n<A>\n  <B>0012 &amp; x</B>\n  <C/>\n</A>",
    );
  });

  it("leaves what it cannot read as it came", () => {
    for (const body of ["", "plain", '{"cut":', "<!DOCTYPE html><p>502</p>"]) expect(formatBody(body)).toBe(body);
  });
});
