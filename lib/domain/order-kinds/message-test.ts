import { defineOrderKind } from "./definition";

export const messageTest = defineOrderKind({
  label: "Test message",
  verb: "Send a test message from",
  action: "Send a test message",
  consequences: "Each number sends one message, which costs what a message costs.",
  rivals: [],
});
