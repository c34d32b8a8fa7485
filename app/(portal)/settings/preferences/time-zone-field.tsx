"use client";

import { FailureBanner } from "@/components/feedback/failure-banner";
import { useReloadingAction } from "@/components/feedback/use-action";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";
import { setTimeZoneAction } from "../actions";

const FIRST = [
  { value: "America/New_York", label: "Eastern (New York)" },
  { value: "America/Chicago", label: "Central (Chicago)" },
  { value: "America/Denver", label: "Mountain (Denver)" },
  { value: "America/Phoenix", label: "Mountain without daylight time (Phoenix)" },
  { value: "America/Los_Angeles", label: "Pacific (Los Angeles)" },
  { value: "America/Anchorage", label: "Alaska (Anchorage)" },
  { value: "Pacific/Honolulu", label: "Hawaii (Honolulu)" },
];

/** The person's time zone. `chosen` null follows the browser, whose zone is `shown`. `zones`: all zones the server knows. */
export function TimeZoneField({
  chosen,
  shown,
  zones,
}: {
  chosen: string | null;
  shown: string;
  zones: readonly string[];
}) {
  const { run, isBusy, failure } = useReloadingAction();
  const others = [...new Set([...zones, "UTC", ...(chosen ? [chosen] : [])])].filter(
    (zone) => !FIRST.some(({ value }) => value === zone),
  );
  const save = (value: string) =>
    run(
      () => setTimeZoneAction({ timeZone: value === "" ? null : value }),
      () => toast.success(value === "" ? "Times follow the browser" : `Times are shown in ${value}`),
    );
  return (
    <div className="flex max-w-md flex-col gap-2">
      <Field label="Time zone" hint={`Currently ${shown}.`}>
        <Select
          value={chosen ?? ""}
          disabled={isBusy}
          placeholder="Same as this browser"
          options={[...FIRST, ...others.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))]}
          onText={save}
        />
      </Field>
      {failure && <FailureBanner failure={failure} />}
    </div>
  );
}
