"use server";

import { action } from "@/lib/action";
import { changeTagInput, setCustomerInput } from "@/lib/domain/number-edit";
import { addNote, addNoteInput } from "@/lib/services/customers/add-note";
import { archiveCustomer, archiveCustomerInput } from "@/lib/services/customers/archive-customer";
import { changeCustomer, changeCustomerInput } from "@/lib/services/customers/change-customer";
import { changeNote, changeNoteInput } from "@/lib/services/customers/change-note";
import { changeTag } from "@/lib/services/customers/change-tag";
import { createCustomer, createCustomerInput } from "@/lib/services/customers/create-customer";
import { deleteCustomer, deleteCustomerInput } from "@/lib/services/customers/delete-customer";
import { setCustomer } from "@/lib/services/customers/set-customer";
import { undoEdit, undoEditInput } from "@/lib/services/customers/undo-edit";

export const createCustomerAction = action("customers:write", createCustomerInput, createCustomer);
export const changeCustomerAction = action("customers:write", changeCustomerInput, changeCustomer);
export const archiveCustomerAction = action("customers:write", archiveCustomerInput, archiveCustomer);
export const deleteCustomerAction = action("customers:write", deleteCustomerInput, deleteCustomer);
export const setCustomerAction = action("customers:write", setCustomerInput, setCustomer);
export const changeTagAction = action("numbers:annotate", changeTagInput, changeTag);
export const undoEditAction = action("numbers:annotate", undoEditInput, undoEdit);
export const addNoteAction = action("numbers:annotate", addNoteInput, addNote);
export const changeNoteAction = action("numbers:annotate", changeNoteInput, changeNote);
