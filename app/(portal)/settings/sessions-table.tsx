"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { ColumnHeader } from "@/components/data-table/column-header";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { NotKnown } from "@/components/ui/no-value";
import { RelativeTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toaster";
import type { Failure } from "@/lib/domain/result";
import type { OwnSession } from "@/lib/services/people/list-own-sessions";
import { endOwnSessionAction } from "./actions";

export function SessionsTable({ sessions }: { sessions: readonly OwnSession[] }) {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure>();
  const [ending, setEnding] = useState<string>();
  const [isBusy, startTransition] = useTransition();

  const end = (sessionId: string) => {
    setEnding(sessionId);
    startTransition(async () => {
      const result = await settleAction(endOwnSessionAction({ sessionId }));
      setFailure(result.ok ? undefined : result.error);
      if (result.ok) toast.success("Session ended");
      router.refresh();
    });
  };
  return (
    <>
      {failure && <FailureBanner failure={failure} />}
      <Table label="Your sessions">
        <TableHead>
          <ColumnHeader label="Device" place="name" />
          <ColumnHeader label="Address" />
          <ColumnHeader label="Signed in" />
          <ColumnHeader label="Last used" />
          <ColumnHeader label="Actions" isLabelHidden align="right" />
        </TableHead>
        <tbody>
          {sessions.map((session) => (
            <Row key={session.id}>
              <Cell place="name">
                <span className="inline-flex items-center gap-2 font-medium whitespace-nowrap">
                  {session.device}
                  {session.isPresent && <Badge>This session</Badge>}
                </span>
              </Cell>
              <Cell isMuted>
                <span className="font-mono">{session.address ?? <NotKnown />}</span>
              </Cell>
              <Cell isMuted label="Signed in">
                <RelativeTime at={session.createdAt} />
              </Cell>
              <Cell isMuted label="Last used">
                <RelativeTime at={session.seenAt} />
              </Cell>
              <Cell align="right" place="beside">
                {!session.isPresent && (
                  <Button
                    size="sm"
                    isBusy={isBusy && ending === session.id}
                    onClick={() => end(session.id)}
                    aria-label={`End session on ${session.device}`}
                  >
                    End
                  </Button>
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </>
  );
}
