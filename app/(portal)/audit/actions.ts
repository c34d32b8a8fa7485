"use server";

import { z } from "zod";
import { action } from "@/lib/action";
import { verifyAudit } from "@/lib/services/audit/verify-audit";

export const verifyAuditAction = action("audit:read", z.object({}), verifyAudit);
