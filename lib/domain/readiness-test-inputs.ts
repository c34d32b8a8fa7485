import fc from "fast-check";
import { account, ago, campaign, openOrder, readinessInput as input, type TestCarrier } from "./readiness-test-data";
import { IMPORT_STATES, OWNERSHIPS, REGISTRATION_STATES, SMS_STATES } from "./service-state";

const fact = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const reading = fc.record({
  readDays: fact(0.01, 0.9, 2, 100),
  sinceDays: fact(0.01, 3, 200),
  isEnabled: fc.boolean(),
});
const anyAccount = (carrier: TestCarrier, reported: fc.Arbitrary<Parameters<typeof account>[1]>) =>
  fc.tuple(fc.option(reported), reading).map(([values, age]) => account(carrier, values, age));
/** Any reports of three accounts, with orders, campaigns and messages. */
export const anyInput = fc
  .record({
    intelepeer: anyAccount(
      "intelepeer",
      fc.record({ smsState: fact(...SMS_STATES, "unknown" as const), webhookUrl: fact(null, "https://x.example/") }),
    ),
    inumbering: anyAccount(
      "inumbering",
      fc.record({ ownership: fact(...OWNERSHIPS), campaignId: fact(null, "C1234AB"), route: fact(null, "4") }),
    ),
    bandwidth: anyAccount(
      "bandwidth",
      fc.record({
        importState: fact(null, ...IMPORT_STATES, "unknown" as const),
        registrationState: fact(null, ...REGISTRATION_STATES, "unknown" as const),
      }),
    ),
    campaigns: fact(
      [],
      [campaign("ready", "CAMPAIGN_DCA_COMPLETE")],
      [campaign("ended", "CAMPAIGN_EXPIRED")],
      [campaign("absent", "CAMPAIGN_INVALID_ID")],
      [campaign("waiting", "CAMPAIGN_ADD")],
      [campaign(null, null)],
    ),
    pending: fc.array(
      fact(
        openOrder("sms-enable", "intelepeer"),
        openOrder("sms-disable", "intelepeer", "unknown"),
        openOrder("import", "bandwidth"),
        openOrder("remove", "bandwidth"),
        openOrder("register", "bandwidth", "unknown"),
        openOrder("campaign-assign", "inumbering"),
      ),
      { maxLength: 2 },
    ),
    marks: fc.record({ sentAt: fact(null, ago(1), ago(200)), sendingAt: fact(null), inboundAt: fact(null, ago(2)) }),
    isTollFree: fc.boolean(),
  })
  .map(({ intelepeer, inumbering, bandwidth, ...rest }) => input([bandwidth, intelepeer, inumbering], rest));
