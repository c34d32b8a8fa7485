import { handler } from "@/lib/handler";
import { listJobs } from "@/lib/services/jobs/list-jobs";

/** → `JobCentre`; asked every other second while somebody looks at it. */
export const GET = handler("orders:read", {}, listJobs);
