"use client";

import { Ban, Check, KeyRound, LogOut, MoreHorizontal, ShieldCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { ColumnHeader } from "@/components/data-table/column-header";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Badge } from "@/components/ui/badge";
import { formatNoun } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { StateBadge } from "@/components/ui/state-badge";
import { NoValue } from "@/components/ui/no-value";
import { RelativeTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toaster";
import { ROLE_LABELS } from "@/lib/domain/permissions";
import type { Failure, Result } from "@/lib/domain/result";
import type { PersonRow } from "@/lib/services/people/list-people";
import { disablePersonAction, enablePersonAction, endSessionsAction, resetPasswordAction } from "./actions";
import { OneTimePassword } from "./one-time-password";
import { RoleDialog } from "./role-dialog";

const ONE = ["person", "people"] as const;

export function PeopleTable({ people, selfId }: { people: readonly PersonRow[]; selfId: string }) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [failure, setFailure] = useState<Failure>();
  const [changing, setChanging] = useState<PersonRow>();
  const [disabling, setDisabling] = useState<PersonRow>();
  const [resetting, setResetting] = useState<PersonRow>();
  const [issued, setIssued] = useState<{ email: string; password: string }>();

  const finish = (message: string) => {
    setFailure(undefined);
    toast.success(message);
    router.refresh();
  };
  const run = <T,>(work: () => Promise<Result<T>>, toMessage: (data: T) => string) =>
    startTransition(async () => {
      const result = await settleAction(work());
      if (result.ok) finish(toMessage(result.data));
      else setFailure(result.error);
    });

  return (
    <>
      {failure && <FailureBanner failure={failure} />}
      <Table label="People" isBusy={isBusy}>
        <TableHead>
          <ColumnHeader label="Name" isSticky />
          <ColumnHeader label="Email address" />
          <ColumnHeader label="Role" />
          <ColumnHeader label="State" />
          <ColumnHeader label="Sessions" align="right" />
          <ColumnHeader label="Last seen" />
          <ColumnHeader label="Actions" isLabelHidden align="right" width="48px" />
        </TableHead>
        <tbody>
          {people.map((person) => (
            <Row key={person.id}>
              <Cell isSticky>
                <span className="inline-flex items-center gap-2 font-medium whitespace-nowrap">
                  {person.name}
                  {person.id === selfId && <Badge>You</Badge>}
                </span>
              </Cell>
              <Cell isMuted>{person.email}</Cell>
              <Cell className="whitespace-nowrap">{ROLE_LABELS[person.role]}</Cell>
              <Cell>
                <PersonState person={person} />
              </Cell>
              <Cell align="right" isMuted label="Sessions">
                {person.openSessions}
              </Cell>
              <Cell isMuted label="Last seen">
                {person.seenAt ? <RelativeTime at={person.seenAt} /> : <NoValue>never</NoValue>}
              </Cell>
              <Cell align="right" place="beside">
                <Menu
                  trigger={
                    <IconButton
                      size="sm"
                      hasTooltip={false}
                      label={`Actions on ${person.name}`}
                      icon={<MoreHorizontal />}
                    />
                  }
                >
                  <MenuItem icon={<ShieldCheck aria-hidden />} onSelect={() => setChanging(person)}>
                    Change role…
                  </MenuItem>
                  <MenuItem
                    icon={<KeyRound aria-hidden />}
                    isDisabled={person.id === selfId}
                    onSelect={() => setResetting(person)}
                  >
                    Reset password…
                  </MenuItem>
                  <MenuItem
                    icon={<LogOut aria-hidden />}
                    isDisabled={person.openSessions === 0}
                    onSelect={() =>
                      run(
                        () => endSessionsAction({ personId: person.id }),
                        ({ ended }) => `${formatNoun(ended, "session")} of ${person.name} ended`,
                      )
                    }
                  >
                    Sign out everywhere
                  </MenuItem>
                  <MenuSeparator />
                  {person.isDisabled ? (
                    <MenuItem
                      icon={<Check aria-hidden />}
                      onSelect={() =>
                        run(
                          () => enablePersonAction({ personId: person.id }),
                          () => `${person.name} can sign in again`,
                        )
                      }
                    >
                      Enable
                    </MenuItem>
                  ) : (
                    <MenuItem
                      icon={<Ban aria-hidden />}
                      isDanger
                      isDisabled={person.id === selfId}
                      onSelect={() => setDisabling(person)}
                    >
                      Disable…
                    </MenuItem>
                  )}
                </Menu>
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {changing && (
        <RoleDialog
          person={changing}
          onClose={() => setChanging(undefined)}
          onDone={(message) => {
            setChanging(undefined);
            finish(message);
          }}
        />
      )}
      {disabling && (
        <ConfirmDialog
          isOpen
          onOpenChange={() => setDisabling(undefined)}
          verb="Disable"
          noun={ONE}
          count={1}
          items={[`${disabling.name}, ${disabling.email}`]}
          consequences="They are signed out at once and cannot sign in until enabled again. Their history is kept, and their orders keep running."
          onConfirm={async (reason) => {
            const result = await settleAction(disablePersonAction({ personId: disabling.id, reason }));
            if (result.ok) finish(`${disabling.name} is disabled`);
            return result;
          }}
        />
      )}
      {resetting && (
        <ConfirmDialog
          isOpen
          onOpenChange={() => setResetting(undefined)}
          verb="Reset password of"
          noun={ONE}
          count={1}
          items={[`${resetting.name}, ${resetting.email}`]}
          consequences="The old password stops working and they are signed out everywhere. You get a new one to share."
          isReasonAsked={false}
          onConfirm={async () => {
            const result = await settleAction(resetPasswordAction({ personId: resetting.id }));
            if (result.ok) setIssued({ email: resetting.email, password: result.data.password });
            return result;
          }}
        />
      )}
      {issued && (
        <OneTimePassword
          {...issued}
          onDone={() => {
            setIssued(undefined);
            router.refresh();
          }}
        />
      )}
    </>
  );
}

function PersonState({ person }: { person: PersonRow }) {
  if (person.isDisabled) return <StateBadge tone="bad" icon={Ban} label="Disabled" look="plain" />;
  if (person.mustChange) return <StateBadge tone="pending" label="Temporary password" look="plain" />;
  return <StateBadge tone="good" label="Active" look="plain" />;
}
