import { rowsQuery } from "@/lib/domain/uploads/upload-view";
import { handler } from "@/lib/handler";
import { listUploadResultRows } from "@/lib/services/uploads/list-result-rows";
import { uploadAddress } from "../../upload-address";

/** → `{ rows: ResultRow[], total }`: rows with their results from the place `?from=`. */
export const GET = handler("orders:read", { params: uploadAddress, query: rowsQuery }, listUploadResultRows);
