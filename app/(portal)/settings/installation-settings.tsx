import { NumbersForm } from "@/components/form/numbers-form";
import type { Context } from "@/lib/context";
import { FRESH_FIELD_LABELS, FRESH_FIELDS } from "@/lib/domain/freshness";
import { READING_GROUPS, READING_LABELS } from "@/lib/domain/reading-cycle";
import { readSilence } from "@/lib/services/messages/silence";
import { readFreshness } from "@/lib/services/numbers/freshness";
import { readMessageAge } from "@/lib/services/numbers/message-age";
import { listExpectedTimes } from "@/lib/services/orders/expected-times";
import { readIntervals } from "@/lib/services/reconciliation/reading-intervals";
import { readUploadAge } from "@/lib/services/uploads/upload-age";
import {
  saveExpectedTimesAction,
  saveFreshnessAction,
  saveIntervalsAction,
  saveMessageAgeAction,
  saveSilenceAction,
  saveUploadAgeAction,
} from "./actions";
import { ExpectedTimesForm } from "./expected-times-form";

/** What applies to everyone. */
export async function InstallationSettings({ ctx }: { ctx: Context }) {
  const [messageAge, uploadAge, expectedTimes, silence, freshness, intervals] = await Promise.all([
    readMessageAge(ctx),
    readUploadAge(ctx),
    listExpectedTimes(ctx),
    readSilence(ctx),
    readFreshness(ctx),
    readIntervals(ctx),
  ]);
  return (
    <>
      <NumbersForm
        title="Age limits"
        description="A value that was read longer ago turns amber, and its number is in the view “Not read lately”. In hours. Applies to everyone."
        fields={FRESH_FIELDS.map((name) => ({ name, label: FRESH_FIELD_LABELS[name] }))}
        values={freshness}
        onSave={saveFreshnessAction}
      />
      <NumbersForm
        title="Message age"
        description="A test message or inbound message proves for this many days that a number works. After that, it counts as too old. Applies to everyone."
        fields={[{ name: "days", label: "Days" }]}
        values={{ days: messageAge }}
        onSave={saveMessageAgeAction}
      />
      <NumbersForm
        title="Uploads"
        description="Rows and results of an upload are deleted after this time. Its orders stay. Applies to new uploads of everyone."
        fields={[{ name: "days", label: "Kept for", hint: "Days" }]}
        values={{ days: uploadAge }}
        onSave={saveUploadAgeAction}
      />
      <NumbersForm
        id="silence"
        title="Silent numbers"
        description="A number that received messages regularly and none for a while is listed under Messages. Applies to everyone."
        fields={[
          { name: "days", label: "Silent after", hint: "Days" },
          { name: "regularDays", label: "Regular with messages on", hint: "Of the 30 days before" },
        ]}
        values={silence}
        onSave={saveSilenceAction}
      />
      <ExpectedTimesForm times={expectedTimes} onSave={saveExpectedTimesAction} />
      <NumbersForm
        title="Readings"
        description="What is known of numbers is read again at the carriers after this many hours, with the calls that nobody else needs. Readings of whole days begin at 2 a.m. Eastern. Leave a field blank to turn one off."
        fields={READING_GROUPS.map((name) => ({
          name,
          label: READING_LABELS[name].label,
          hint: name === "webhooks" ? `Hours. ${READING_LABELS[name].cost}` : "Hours",
          canBeBlank: true,
        }))}
        values={intervals}
        onSave={saveIntervalsAction}
      />
    </>
  );
}
