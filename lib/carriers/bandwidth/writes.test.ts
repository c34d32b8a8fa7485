import type { Messaging } from "../carrier";
import { CONTRACT_NUMBER, describeCarrier, describeWrites, runProgram } from "../contract";
import type { Carrier } from "../carrier";
import { bandwidth } from ".";
import { ORDER, order, SECRETS, settings, tns, xml } from "./dashboard-scenes";

const json = (status: number, body: unknown) => ({ status, body: JSON.stringify(body) });
const created = (path: string) => ({ status: 201, headers: { location: path }, body: "{}" });
const NUMBER_PATH = "https://api.catapult.inetwork.com/v1/users/u-1/phoneNumbers/n-id3x6rblp4jrkih2u7zxjdy";
const MESSAGE_PATH = "https://api.catapult.inetwork.com/v1/users/u-1/messages/m-id3x6rblp4jrkih2u7zxjdy";
const params = { applicationId: "a-1" };
const accepted = xml(201, order("RECEIVED", tns("9199918388")));

const messaging = ({ messaging: found }: Carrier): Messaging => {
  if (!found) throw new Error("no messaging");
  return found;
};

/** The dashboard API is tested in dashboard.test.ts; this is the messaging API. */
describeCarrier("bandwidth messaging", {
  open: (url, http) => bandwidth.open(settings(url), http),
  secretValues: SECRETS,
  read: async ({ programs }) =>
    (await programs.register?.read({ numbers: [CONTRACT_NUMBER], params, step: "poll" }))?.readings ?? [],
  write: runProgram("register", params),
  found: json(200, [{ id: "n-1", number: CONTRACT_NUMBER, applicationId: "a-1", numberState: "enabled" }]),
  surprise: json(200, [{ id: "n-1", number: CONTRACT_NUMBER, applicationId: "a-1", numberState: "hibernating" }]),
  unauthorized: json(401, { category: "authorization", code: "user-access-denied", message: "No access" }),
  accepted: created(NUMBER_PATH),
  refused: {
    ...json(400, { category: "bad-request", code: "validation-error", message: "Not a number" }),
    code: "validation-error",
    message: "Not a number",
  },
});

const orderCase = (of: "import" | "remove") => ({
  of,
  run: runProgram(of),
  documented: accepted,
  undocumented: {
    "an order without our reference": xml(
      201,
      `<ExternalTnsOrder><OrderId>${ORDER}</OrderId><ProcessingStatus>RECEIVED</ProcessingStatus></ExternalTnsOrder>`,
    ),
    "an order of another reference": xml(201, order("RECEIVED").replace("r-1", "r-10")),
    "an order without an id": xml(201, order("RECEIVED").replace(ORDER, "")),
    "an order in an unknown state": xml(201, order("HIBERNATING")),
    "an error without a code": xml(201, "<R><ResponseStatus><Description>Oh</Description></ResponseStatus></R>"),
    "the order in another format": json(201, { OrderId: ORDER, CustomerOrderID: "r-1", ProcessingStatus: "RECEIVED" }),
  },
});

describeWrites("bandwidth", {
  open: (url, http) => bandwidth.open(settings(url), http),
  cases: [
    orderCase("import"),
    orderCase("remove"),
    {
      of: "register",
      run: runProgram("register", params),
      documented: created(NUMBER_PATH),
      undocumented: {
        "the Location of another collection": created(MESSAGE_PATH),
        "the Location of the collection alone": created("/v1/users/u-1/phoneNumbers/"),
        "text that is not JSON": { ...created(NUMBER_PATH), body: "OK" },
      },
    },
    {
      of: "message-test",
      run: runProgram("message-test", { to: "+13233326955", text: "Example" }),
      documented: created(MESSAGE_PATH),
      undocumented: { "the Location of another collection": created(NUMBER_PATH) },
    },
    {
      of: "createApplication",
      run: (carrier) => messaging(carrier).createApplication({ name: "App", incomingMessageUrl: "https://x.example" }),
      documented: created("/v1/users/u-1/applications/a-17"),
      undocumented: { "the Location of another collection": created(NUMBER_PATH) },
    },
    {
      of: "sendMessage",
      run: (carrier) => messaging(carrier).sendMessage({ from: CONTRACT_NUMBER, to: CONTRACT_NUMBER, text: "x" }),
      documented: created(MESSAGE_PATH),
      undocumented: { "the Location of another collection": created(NUMBER_PATH) },
    },
  ],
});
