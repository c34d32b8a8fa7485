import { handler } from "@/lib/handler";
import { applicationsQuery, listApplications } from "@/lib/services/messages/list-applications";

/** → `Application[]` as the carrier lists them now. */
export const GET = handler("orders:write", { params: applicationsQuery }, listApplications);
