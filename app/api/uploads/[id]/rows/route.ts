import { rowsQuery } from "@/lib/domain/uploads/upload-view";
import { handler } from "@/lib/handler";
import { listUploadRows } from "@/lib/services/uploads/list-rows";
import { uploadAddress } from "../../upload-address";

/** → `GridPage`: rows of the filter from the place `?from=`. */
export const GET = handler("orders:read", { params: uploadAddress, query: rowsQuery }, listUploadRows);
