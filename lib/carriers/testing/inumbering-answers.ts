/** Answers in iNumbering's envelope. Specification v2.1.6, "Response". */
export const json = (status: number, body: unknown) => ({ status, body: JSON.stringify(body) });
export const success = (body: object = {}) => json(200, { status: "Success", statusCode: "200", ...body });
export const refusal = (code: string, message: string) =>
  json(Number(code), { statusCode: code, status: "Error", message });
export const owned = (...numbers: (string | number)[]) =>
  success({ numbers: numbers.map((number) => ({ number, route: "1000", ip: "203.0.113.10:5060" })) });
export const NONE_OWNED = json(404, { statusCode: "404", status: "Error", numbers: "Not Found" });
export const NONE_FOUND = refusal("409", "No Result Found");
