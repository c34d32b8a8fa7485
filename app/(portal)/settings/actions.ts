"use server";

import { action } from "@/lib/action";
import { freshnessInput, saveFreshness } from "@/lib/services/numbers/freshness";
import { readingIntervals } from "@/lib/domain/reading-cycle";
import { saveIntervals } from "@/lib/services/reconciliation/reading-intervals";
import { expectedTimes } from "@/lib/domain/expected-times";
import { saveSilence, silenceInput } from "@/lib/services/messages/silence";
import { messageAgeInput, saveMessageAge } from "@/lib/services/numbers/message-age";
import { saveExpectedTimes } from "@/lib/services/orders/expected-times";
import { changeOwnPassword, changeOwnPasswordInput } from "@/lib/services/people/change-own-password";
import { saveUploadAge, uploadAgeInput } from "@/lib/services/uploads/upload-age";
import { setTimeZone, setTimeZoneInput } from "@/lib/services/people/time-zone-preference";
import { endOwnSession, endOwnSessionInput } from "@/lib/services/people/end-sessions";

export const changeOwnPasswordAction = action("self:manage", changeOwnPasswordInput, changeOwnPassword);
export const endOwnSessionAction = action("self:manage", endOwnSessionInput, endOwnSession);
export const saveFreshnessAction = action("accounts:manage", freshnessInput, saveFreshness);
export const saveExpectedTimesAction = action("accounts:manage", expectedTimes, saveExpectedTimes);
export const saveMessageAgeAction = action("accounts:manage", messageAgeInput, saveMessageAge);
export const saveSilenceAction = action("accounts:manage", silenceInput, saveSilence);
export const saveUploadAgeAction = action("accounts:manage", uploadAgeInput, saveUploadAge);
export const setTimeZoneAction = action("self:manage", setTimeZoneInput, setTimeZone);
export const saveIntervalsAction = action("accounts:manage", readingIntervals, saveIntervals);
