import { gatewayQuery, listGateways } from "@/lib/services/inventory/list-gateways";
import { answerQuery } from "../answer-query";

export const GET = answerQuery("inventory:read", gatewayQuery, listGateways);
