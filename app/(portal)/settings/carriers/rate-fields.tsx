import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { describePace } from "@/lib/domain/carrier-pace";
import type { RateView } from "@/lib/services/accounts/account-view";

const round = (value: number) => Number(value.toFixed(4));

/** Rate limits per endpoint group; blank means the carrier's default. */
export function RateFields({ rates, carrierLabel }: { rates: readonly RateView[]; carrierLabel: string }) {
  return (
    <ul className="flex flex-col gap-3">
      {rates.map((rate) => (
        <li key={rate.group} className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_9rem_9rem]">
          <p className="text-sm text-ink sm:pb-6">
            {rate.label}
            <span className="block text-pending">{describePace(rate.pace, carrierLabel)}</span>
          </p>
          <Field
            label={
              <>
                Calls per second<span className="sr-only">, {rate.label}</span>
              </>
            }
            hint={`Default ${round(rate.defaultPerSecond)}`}
          >
            <Input
              name={`perSecond.${rate.group}`}
              inputMode="decimal"
              defaultValue={rate.isOwn ? round(rate.perSecond) : ""}
              placeholder={String(round(rate.defaultPerSecond))}
            />
          </Field>
          <Field
            label={
              <>
                Burst<span className="sr-only">, {rate.label}</span>
              </>
            }
            hint={`Default ${rate.defaultBurst}`}
          >
            <Input
              name={`burst.${rate.group}`}
              inputMode="numeric"
              defaultValue={rate.isOwn ? rate.burst : ""}
              placeholder={String(rate.defaultBurst)}
            />
          </Field>
        </li>
      ))}
    </ul>
  );
}

/** The groups with a typed value; a blank field in them means the carrier's default. */
export function readRates(
  data: FormData,
  rates: readonly RateView[],
): Record<string, { perSecond: number; burst: number }> {
  const read = (name: string) => String(data.get(name) ?? "").trim();
  return Object.fromEntries(
    rates.flatMap((rate) => {
      const [perSecond, burst] = [read(`perSecond.${rate.group}`), read(`burst.${rate.group}`)];
      if (perSecond === "" && burst === "") return [];
      return [
        [
          rate.group,
          {
            perSecond: perSecond === "" ? rate.defaultPerSecond : Number(perSecond),
            burst: burst === "" ? rate.defaultBurst : Number(burst),
          },
        ],
      ];
    }),
  );
}
