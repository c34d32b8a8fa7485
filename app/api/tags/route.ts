import { handler } from "@/lib/handler";
import { listTags } from "@/lib/services/customers/list-tags";

/** All tags by name. */
export const GET = handler("numbers:read", {}, (ctx) => listTags(ctx));
