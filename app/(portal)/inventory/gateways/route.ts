import { handler } from "@/lib/handler";
import { gatewayQuery, listGateways } from "@/lib/services/inventory/list-gateways";

export const GET = handler("inventory:read", { query: gatewayQuery }, listGateways);
