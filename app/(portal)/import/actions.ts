"use server";

import { action } from "@/lib/action";
import { applicationForm, createApplication } from "@/lib/services/messages/create-application";

export const createApplicationAction = action("orders:write", applicationForm, createApplication);
