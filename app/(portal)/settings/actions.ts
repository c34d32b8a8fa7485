"use server";

import { action } from "@/lib/action";
import { changeOwnPassword, changeOwnPasswordInput } from "@/lib/services/people/change-own-password";
import { endOwnSession, endOwnSessionInput } from "@/lib/services/people/end-sessions";

export const changeOwnPasswordAction = action("self:manage", changeOwnPasswordInput, changeOwnPassword);
export const endOwnSessionAction = action("self:manage", endOwnSessionInput, endOwnSession);
