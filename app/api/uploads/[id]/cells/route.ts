import { handler } from "@/lib/handler";
import { countUploadCells, findCellsInput } from "@/lib/services/uploads/replace-text";
import { uploadAddress } from "../../upload-address";

/** → how many cells of a column hold a text. */
export const GET = handler("orders:read", { params: uploadAddress, query: findCellsInput }, countUploadCells);
