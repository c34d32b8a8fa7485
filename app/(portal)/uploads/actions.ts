"use server";

import { action } from "@/lib/action";
import { editRowsInput, selectionInput } from "@/lib/domain/uploads/upload-view";
import { applyCorrections } from "@/lib/services/uploads/apply-corrections";
import { createSelection } from "@/lib/services/uploads/create-selection";
import { deleteUpload } from "@/lib/services/uploads/delete-upload";
import { editUploadRows } from "@/lib/services/uploads/edit-rows";
import { fixUploadProblem } from "@/lib/services/uploads/fix-problem";
import { mapUpload } from "@/lib/services/uploads/map-upload";
import { previewUpload } from "@/lib/services/uploads/preview-upload";
import { replaceTextInput, replaceUploadText } from "@/lib/services/uploads/replace-text";
import { submitUpload } from "@/lib/services/uploads/submit-upload";
import { undoUploadEdit } from "@/lib/services/uploads/undo-edit";
import { fixInput, mapInput, previewInput, submitInput, undoInput, uploadId } from "./upload-inputs";

export const mapUploadAction = action("orders:write", mapInput, mapUpload);
export const editRowsAction = action("orders:write", editRowsInput, editUploadRows);
export const fixProblemAction = action("orders:write", fixInput, fixUploadProblem);
export const replaceTextAction = action("orders:write", replaceTextInput, replaceUploadText);
export const undoEditAction = action("orders:write", undoInput, undoUploadEdit);
export const previewUploadAction = action("orders:write", previewInput, previewUpload);
export const submitUploadAction = action("orders:write", submitInput, submitUpload);
export const applyCorrectionsAction = action("orders:write", uploadId, applyCorrections);
export const createSelectionAction = action("orders:write", selectionInput, createSelection);
export const deleteUploadAction = action("orders:write", uploadId, deleteUpload);
