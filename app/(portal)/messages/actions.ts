"use server";

import { action } from "@/lib/action";
import { dismissCallbacks, dismissCallbacksInput } from "@/lib/services/messages/dismiss-callbacks";
import { replayCallbacks, replayCallbacksInput } from "@/lib/services/messages/replay-callbacks";
import { sendMessage, sendMessageInput } from "@/lib/services/messages/send-message";

export const sendMessageAction = action("messages:send", sendMessageInput, sendMessage);
export const replayCallbacksAction = action("accounts:manage", replayCallbacksInput, replayCallbacks);
export const dismissCallbacksAction = action("accounts:manage", dismissCallbacksInput, dismissCallbacks);
