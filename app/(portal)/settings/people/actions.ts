"use server";

import { action } from "@/lib/action";
import { quantityLimitsInput, saveQuantityLimits } from "@/lib/services/cart/quantity-limits";
import { addPerson, addPersonInput } from "@/lib/services/people/add-person";
import { disablePerson, disablePersonInput } from "@/lib/services/people/disable-person";
import { enablePerson, enablePersonInput } from "@/lib/services/people/enable-person";
import { endSessions, endSessionsInput } from "@/lib/services/people/end-sessions";
import { resetPassword, resetPasswordInput } from "@/lib/services/people/reset-password";
import { setRole, setRoleInput } from "@/lib/services/people/set-role";

export const addPersonAction = action("people:manage", addPersonInput, addPerson);
export const setRoleAction = action("people:manage", setRoleInput, setRole);
export const disablePersonAction = action("people:manage", disablePersonInput, disablePerson);
export const enablePersonAction = action("people:manage", enablePersonInput, enablePerson);
export const resetPasswordAction = action("people:manage", resetPasswordInput, resetPassword);
export const endSessionsAction = action("people:manage", endSessionsInput, endSessions);
export const saveQuantityLimitsAction = action("people:manage", quantityLimitsInput, saveQuantityLimits);
