"use server";

import { action } from "@/lib/action";
import { addAccount } from "@/lib/services/accounts/add-account";
import { addAccountInput, updateAccountInput } from "@/lib/services/accounts/save-input";
import { testAccount, testAccountInput } from "@/lib/services/accounts/test-account";
import { updateAccount } from "@/lib/services/accounts/update-account";

export const addAccountAction = action("accounts:manage", addAccountInput, addAccount);
export const updateAccountAction = action("accounts:manage", updateAccountInput, updateAccount);
export const testAccountAction = action("accounts:manage", testAccountInput, testAccount);
