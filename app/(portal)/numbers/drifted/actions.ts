"use server";

import { action } from "@/lib/action";
import { bringIn, discoverInput, ignoreDiscovered } from "@/lib/services/discover/bring-in";
import { acceptDrift, acceptDriftInput } from "@/lib/services/drift/accept-drift";
import { planRestore, planRestoreInput } from "@/lib/services/drift/plan-restore";
import { restoreDrift, restoreDriftInput } from "@/lib/services/drift/restore-drift";

export const acceptDriftAction = action("orders:decide", acceptDriftInput, acceptDrift);
export const planRestoreAction = action("orders:write", planRestoreInput, planRestore);
export const restoreDriftAction = action("orders:write", restoreDriftInput, restoreDrift);
export const bringInAction = action("orders:decide", discoverInput, bringIn);
export const ignoreDiscoveredAction = action("orders:decide", discoverInput, ignoreDiscovered);
