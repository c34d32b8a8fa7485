import { phoneNumber } from "@/lib/domain/phone-number";

export const ORDER = "65e03a35-6b97-48a5-8126-f47bad02df2a";
export const NUMBERS = ["+19199918388", "+14158714245", "+14352154439", "+14352154466"].map((text) =>
  phoneNumber.parse(text),
);
export const SECRETS = ["dashboard-password-4711", "api-secret-4711"];
/** Settings that point a carrier at the test server. */
export const settings = (url: string) => ({
  BANDWIDTH_DASHBOARD_URL: `${url}/api`,
  BANDWIDTH_ACCOUNT_ID: "1",
  BANDWIDTH_USERNAME: "jbm",
  BANDWIDTH_PASSWORD: SECRETS[0],
  BANDWIDTH_SITE_ID: "743",
  BANDWIDTH_SIP_PEER_ID: "303716",
  BANDWIDTH_MESSAGING_URL: `${url}/v1`,
  BANDWIDTH_USER_ID: "u-1",
  BANDWIDTH_API_TOKEN: "t-1",
  BANDWIDTH_API_SECRET: SECRETS[1],
});
export const xml = (status: number, body: string) => ({ status, body: `<?xml version="1.0"?>${body}` });
export const tns = (...numbers: string[]) =>
  `<TelephoneNumbers>${numbers.map((n) => `<TelephoneNumber>${n}</TelephoneNumber>`).join("")}</TelephoneNumbers>`;
export const order = (status: string, rest = "") =>
  `<ExternalTnsOrder><OrderId>${ORDER}</OrderId><CustomerOrderId>r-1</CustomerOrderId><ProcessingStatus>${status}</ProcessingStatus>${rest}</ExternalTnsOrder>`;
