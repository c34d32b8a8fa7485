import { expect, it } from "vitest";
import { toCallView } from "./call-row";

it("gives a stored call its names on screen, with an ISO instant", () => {
  const row = {
    id: "c-1",
    method: "GET",
    url: "https://carrier.example/x",
    status: 200,
    fault: null,
    request_headers: { accept: "json" },
    request_body: null,
    response_headers: null,
    response_body: "{}",
    reference: "R-1",
    started_at: new Date(0),
    duration_ms: 12,
  };
  expect(toCallView(row)).toEqual({
    id: "c-1",
    method: "GET",
    url: "https://carrier.example/x",
    status: 200,
    fault: null,
    requestHeaders: { accept: "json" },
    requestBody: null,
    responseHeaders: null,
    responseBody: "{}",
    reference: "R-1",
    startedAt: "1970-01-01T00:00:00.000Z",
    durationMs: 12,
  });
});
