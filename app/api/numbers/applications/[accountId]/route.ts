import { handler } from "@/lib/handler";
import { applicationsQuery, listApplications } from "@/lib/services/messages/list-applications";

/** → `Application[]`, read from the carrier now. */
export const GET = handler("orders:write", { params: applicationsQuery }, listApplications);
