"use server";

import { action } from "@/lib/action";
import { setColumnsInput, setDefaultAccountInput, setDensityInput } from "@/lib/domain/preferences";
import { setColumns, setDefaultAccount, setDensity } from "@/lib/services/people/preferences";

export const setDensityAction = action("self:manage", setDensityInput, setDensity);
export const setColumnsAction = action("self:manage", setColumnsInput, setColumns);
export const setDefaultAccountAction = action("self:manage", setDefaultAccountInput, setDefaultAccount);
