import { banSyntax } from "./syntax.mjs";

/** An address is what anyone can type: it is read by what cleans it. */
const RAW_ADDRESS = {
  selector:
    ":not(CallExpression[callee.name=/^read(Raw)?Query$|^readPath$/]) > AwaitExpression > Identifier[name=/^(searchParams|params)$/]",
  message: "Read an address through readQuery, readRawQuery or readPath, which clean it.",
};

export const cleanAddresses = banSyntax(() => [RAW_ADDRESS]);
