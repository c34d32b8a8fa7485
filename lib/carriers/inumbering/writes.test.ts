import { describeWrites, runProgram } from "../contract";
import { readFixture } from "../testing/read-fixture";
import type { Carrier } from "../carrier";
import { inumbering } from ".";

const here = import.meta.url;
const json = (status: number, body: unknown) => ({ status, body: JSON.stringify(body) });
const campaigns = ({ campaigns: found }: Carrier) => {
  if (!found) throw new Error("no campaigns");
  return found;
};
const WITHOUT_ORDER = {
  "a success without an order ID": json(200, { status: "Success", statusCode: "200" }),
  "a success with an order ID of null": json(200, { status: "Success", statusCode: "200", orderId: null }),
  "a success with an odd order ID": json(200, { status: "Success", statusCode: "200", orderId: {} }),
};
const ODD_SUCCESS = {
  "a success without the status text": json(200, { statusCode: "200" }),
  "a success with another status text": json(200, { status: "Queued", statusCode: "200" }),
  "the status text without the code": json(200, { status: "Success" }),
};

describeWrites("inumbering", {
  open: (url, http) => inumbering.open({ INUMBERING_URL: url, INUMBERING_APIKEY: "0123456789abcdef" }, http),
  cases: [
    {
      of: "purchase",
      run: runProgram("purchase"),
      documented: { status: 200, body: readFixture(here, "order-response.json") },
      undocumented: { ...WITHOUT_ORDER, ...ODD_SUCCESS },
    },
    {
      of: "campaign-assign",
      run: runProgram("campaign-assign", { campaignId: "CLLOE4H" }),
      documented: { status: 200, body: readFixture(here, "assign-response.json") },
      undocumented: { ...WITHOUT_ORDER, ...ODD_SUCCESS },
    },
    {
      of: "addBrand",
      run: (carrier) => campaigns(carrier).addBrand({ brandId: "B12345", name: "Brand", description: "x" }),
      documented: { status: 200, body: readFixture(here, "success-response.json") },
      undocumented: { "the status text without the code": ODD_SUCCESS["the status text without the code"] },
    },
    {
      of: "addCampaign",
      run: (carrier) => campaigns(carrier).addCampaign({ campaignId: "CLLOE4H", brandId: "B12345", description: "x" }),
      documented: { status: 200, body: readFixture(here, "success-response.json") },
      undocumented: { "the status text without the code": ODD_SUCCESS["the status text without the code"] },
    },
  ],
});
