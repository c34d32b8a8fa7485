import { describeWrites, runProgram } from "../contract";
import { json, state } from "../testing/intelepeer-answers";
import { intelepeer } from ".";

const webhook = { url: "https://portal.example/sms" };

describeWrites("intelepeer", {
  open: (url, http) => intelepeer.open({ INTELEPEER_URL: url, INTELEPEER_TOKEN: "a-token" }, http),
  cases: [
    {
      of: "sms-enable",
      run: runProgram("sms-enable"),
      documented: state("requested", 202),
      undocumented: {
        "202 without a state": json(202, { code: 202 }),
        "202 with an empty provisioning": json(202, { code: 202, provisioning: {} }),
        "202 with the state of the other direction": state("derequested", 202),
        "202 with an unknown state": state("hibernating", 202),
        "202 with another code inside": json(202, { code: 400, error: "no" }),
        "202 as a list": json(202, [{ code: 202, provisioning: { state: "requested" } }]),
      },
    },
    {
      of: "sms-disable",
      run: runProgram("sms-disable"),
      documented: state("derequested", 202),
      undocumented: { "202 with the state of the other direction": state("requested", 202) },
    },
    {
      of: "webhook-set",
      run: runProgram("webhook-set", webhook),
      documented: json(201, { code: 201, webhook: webhook.url }),
      undocumented: { "201 with another code inside": json(201, { code: 200 }) },
    },
    {
      of: "webhook-set",
      run: runProgram("webhook-set", webhook),
      documented: json(207, [{ code: 201 }]),
      undocumented: {
        "207 with an empty entry": json(207, [{}]),
        "207 with a null entry": json(207, [null]),
        "207 with another success inside": json(207, [{ code: 200 }]),
        "207 with a list of another length": json(207, [{ code: 201 }, { code: 201 }]),
      },
    },
  ],
});
