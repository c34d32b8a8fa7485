"use server";

import { action } from "@/lib/action";
import { controlCycle, controlCycleInput } from "@/lib/services/reconciliation/control-cycle";

export const controlCycleAction = action("accounts:manage", controlCycleInput, controlCycle);
