"use client";

import { ChevronDown, ChevronRight, Trash2, X } from "lucide-react";
import { useId, useState } from "react";
import { Row } from "@/components/data-table/row";
import { Cell } from "@/components/data-table/table";
import { TelephoneNumber } from "@/components/number";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select, type SelectOption } from "@/components/ui/select";
import { type CartChange, type CartLine, countLine, describeLine } from "@/lib/domain/cart";
import { MAX_SEARCH_RESULTS } from "@/lib/domain/inventory-search";
import { formatNational } from "@/lib/domain/phone-number";

const SHOWN = 60;

/** One line; picked numbers open below it. */
export function CartRow({
  line,
  gateways,
  isReading,
  denial,
  onChange,
}: {
  line: CartLine;
  gateways: readonly SelectOption[];
  isReading: boolean;
  denial: string | null;
  onChange: (...changes: CartChange[]) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const name = describeLine(line);
  const { route } = line;
  // A gateway that the carrier no longer lists stays visible: it is why the order would be refused.
  const options =
    route === null || gateways.some(({ value }) => value === route) || isReading
      ? gateways
      : [{ value: route, label: `${route}, no longer listed` }, ...gateways];
  return (
    <tbody>
      <Row>
        <Cell place="name">
          {line.kind === "picked" ? (
            <Button
              size="sm"
              variant="ghost"
              className="-ml-2.5"
              icon={isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
              aria-expanded={isOpen}
              aria-controls={`${id}-numbers`}
              onClick={() => setIsOpen(!isOpen)}
            >
              <span className="text-sm text-ink">{name}</span>
            </Button>
          ) : (
            <span className="flex items-center gap-2 whitespace-nowrap">
              <Badge>Any</Badge>
              <span className="text-ink">{name.replace(/^Any /, "")}</span>
            </span>
          )}
        </Cell>
        <Cell align="right" place="beside" className="tabular-nums">
          {line.kind === "picked" ? (
            formatCount(countLine(line))
          ) : (
            <QuantityInput
              key={line.quantity}
              name={name}
              quantity={line.quantity}
              onChange={(quantity) => onChange({ do: "set-quantity", lineId: line.id, quantity })}
            />
          )}
        </Cell>
        <Cell>
          <Select
            aria-label={`Gateway for calls to ${name}`}
            placeholder={isReading ? "Reading the gateways" : "The carrier's default"}
            options={options}
            value={route ?? ""}
            onChange={({ target: { value } }) =>
              onChange({ do: "set-route", lineId: line.id, route: value === "" ? null : value })
            }
          />
        </Cell>
        <Cell align="right" place="beside">
          <IconButton
            label={`Take out ${name}`}
            icon={<Trash2 />}
            disabled={denial !== null}
            onClick={() => onChange({ do: "remove-line", lineId: line.id })}
          />
        </Cell>
      </Row>
      {line.kind === "picked" && isOpen && (
        <tr id={`${id}-numbers`}>
          <td colSpan={4} className="border-b border-line bg-sunken px-3 py-2">
            <ul aria-label={`Numbers in ${name}`} className="flex flex-wrap gap-x-4 gap-y-1">
              {line.numbers.slice(0, SHOWN).map(({ number }) => (
                <li key={number} className="flex items-center">
                  <TelephoneNumber e164={number} />
                  <IconButton
                    size="sm"
                    label={`Take out ${formatNational(number)}`}
                    icon={<X />}
                    hasTooltip={false}
                    onClick={() => onChange({ do: "exchange", lineId: line.id, remove: [number], add: [] })}
                  />
                </li>
              ))}
              {line.numbers.length > SHOWN && (
                <li className="text-muted">and {formatCount(line.numbers.length - SHOWN)} more</li>
              )}
            </ul>
          </td>
        </tr>
      )}
    </tbody>
  );
}

function QuantityInput({
  name,
  quantity,
  onChange,
}: {
  name: string;
  quantity: number;
  onChange: (quantity: number) => void;
}) {
  const [text, setText] = useState(String(quantity));
  const wanted = Number(text.replace(/[,\s]/g, ""));
  const isSound = Number.isInteger(wanted) && wanted >= 1 && wanted <= MAX_SEARCH_RESULTS;
  const keep = () => {
    if (isSound && wanted !== quantity) onChange(wanted);
    else if (!isSound) setText(String(quantity));
  };
  return (
    <span className="ml-auto block w-20">
      <Input
        aria-label={`How many of ${name}`}
        aria-invalid={!isSound || undefined}
        inputMode="numeric"
        className="text-right"
        value={text}
        onText={setText}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") keep();
        }}
      />
    </span>
  );
}
