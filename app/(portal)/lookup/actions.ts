"use server";

import { action } from "@/lib/action";
import { lookupId, startRound } from "@/lib/services/lookup/ask-again";
import { stopRound } from "@/lib/services/lookup/end-round";

export const askAgainAction = action("numbers:refresh", lookupId, startRound);
export const stopAskingAction = action("numbers:refresh", lookupId, stopRound);
