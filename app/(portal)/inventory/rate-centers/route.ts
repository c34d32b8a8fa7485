import { listRateCenters, rateCenterQuery } from "@/lib/services/inventory/list-rate-centers";
import { answerQuery } from "../answer-query";

export const GET = answerQuery("inventory:read", rateCenterQuery, listRateCenters);
