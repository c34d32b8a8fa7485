import { handler } from "@/lib/handler";
import { finishUpload, finishUploadInput } from "@/lib/services/uploads/finish-upload";

/** All parts have arrived: a worker reads them. Twice is harmless. */
export const POST = handler("orders:write", { params: finishUploadInput }, finishUpload);
