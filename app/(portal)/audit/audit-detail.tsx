"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Facts } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { AbsoluteTime } from "@/components/ui/time";
import type { AuditRow } from "@/lib/services/audit/list-audit";

/** All data of one event, before and after side by side. */
export function AuditDetail({ event }: { event: AuditRow }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        aria-label={`Details of event ${event.seq}: ${event.summary}`}
        onClick={() => setIsOpen(true)}
      >
        Details
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} title={event.summary} size="lg">
        <div className="flex flex-col gap-5 pb-4">
          <Facts
            items={[
              { label: "When", value: <AbsoluteTime at={event.at} /> },
              { label: "Who", value: event.actorLabel },
              { label: "Action", value: event.action },
              { label: "Event", value: `No. ${event.seq}` },
              ...(event.reason ? [{ label: "Reason", value: event.reason }] : []),
            ]}
          />
          <div>
            <p className="text-xs text-faint">Record</p>
            <p className="flex items-center gap-1">
              {event.entityType} <code className="font-mono break-all">{event.entityId}</code>
              <CopyButton text={event.entityId} what="the record ID" />
            </p>
          </div>
          <Changes before={event.before} after={event.after} />
        </div>
      </Dialog>
    </>
  );
}

type Values = Record<string, unknown> | null;

function Changes({ before, after }: { before: Values; after: Values }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  if (names.length === 0) return null;
  return (
    <div className="overflow-x-auto rounded-md border border-line">
      <table className="w-full text-left text-sm">
        <thead className="bg-sunken text-xs text-muted">
          <tr>
            <th scope="col" className="px-3 py-1.5 font-medium">
              Field
            </th>
            <th scope="col" className="px-3 py-1.5 font-medium">
              Before
            </th>
            <th scope="col" className="px-3 py-1.5 font-medium">
              After
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name} className="border-t border-line align-top">
              <th scope="row" className="px-3 py-1.5 font-normal text-muted">
                {name}
              </th>
              <td className="px-3 py-1.5 break-words">{formatValue(before?.[name])}</td>
              <td className="px-3 py-1.5 break-words">{formatValue(after?.[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function formatValue(value: unknown) {
  if (value === undefined || value === null) return <span className="text-faint">none</span>;
  if (typeof value === "string") return value;
  return <code className="font-mono text-xs whitespace-pre-wrap">{JSON.stringify(value, null, 2)}</code>;
}
