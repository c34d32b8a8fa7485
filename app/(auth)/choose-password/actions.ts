"use server";

import { action } from "@/lib/action";
import { changeOwnPassword, changeOwnPasswordInput } from "@/lib/services/people/change-own-password";

export const changeOwnPasswordAction = action("self:manage", changeOwnPasswordInput, changeOwnPassword);
