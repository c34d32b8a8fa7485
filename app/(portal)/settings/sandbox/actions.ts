"use server";

import { action } from "@/lib/action";
import { makeChange, makeChangeInput } from "@/lib/services/sandbox-admin/make-change";
import { addFaults, addFaultsInput } from "@/lib/services/sandbox-admin/add-faults";
import { changeSettings, changeSettingsInput } from "@/lib/services/sandbox-admin/change-settings";
import {
  removeAllFaults,
  removeAllFaultsInput,
  removeFault,
  removeFaultInput,
} from "@/lib/services/sandbox-admin/remove-faults";
import {
  removeAllOutcomes,
  removeAllOutcomesInput,
  removeOutcome,
  removeOutcomeInput,
} from "@/lib/services/sandbox-admin/remove-outcomes";
import {
  clearStatistics,
  clearStatisticsInput,
  expireTokens,
  expireTokensInput,
  resetSandbox,
  resetSandboxInput,
} from "@/lib/services/sandbox-admin/reset-sandbox";
import { sendInbound, sendInboundInput } from "@/lib/services/sandbox-admin/send-inbound";
import { setOutcomes, setOutcomesInput } from "@/lib/services/sandbox-admin/set-outcomes";

export const setOutcomesAction = action("sandbox:manage", setOutcomesInput, setOutcomes);
export const removeOutcomeAction = action("sandbox:manage", removeOutcomeInput, removeOutcome);
export const removeAllOutcomesAction = action("sandbox:manage", removeAllOutcomesInput, removeAllOutcomes);
export const addFaultsAction = action("sandbox:manage", addFaultsInput, addFaults);
export const removeFaultAction = action("sandbox:manage", removeFaultInput, removeFault);
export const removeAllFaultsAction = action("sandbox:manage", removeAllFaultsInput, removeAllFaults);
export const changeSettingsAction = action("sandbox:manage", changeSettingsInput, changeSettings);
export const resetSandboxAction = action("sandbox:manage", resetSandboxInput, resetSandbox);
export const clearStatisticsAction = action("sandbox:manage", clearStatisticsInput, clearStatistics);
export const expireTokensAction = action("sandbox:manage", expireTokensInput, expireTokens);
export const sendInboundAction = action("sandbox:manage", sendInboundInput, sendInbound);
export const makeChangeAction = action("sandbox:manage", makeChangeInput, makeChange);
