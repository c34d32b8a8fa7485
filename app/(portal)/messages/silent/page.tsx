import { formatCount, formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { can } from "@/lib/domain/permissions";
import { listSilent } from "@/lib/services/messages/silence";
import { LiveMessages } from "../live-messages";
import { MessageTabs } from "../message-tabs";
import { SilentTable } from "./silent-table";

export default async function SilentPage() {
  const ctx = await authorize("numbers:read");
  const { at, version, rows, silence, hasMore } = await listSilent(ctx);
  const span = formatNoun(silence.days, "day");
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/messages", label: "Messages" }]}
        title="Silent numbers"
        answer={
          rows.length === 0
            ? "No number fell silent"
            : `${formatCount(rows.length)}${hasMore ? "+" : ""} ${rows.length === 1 ? "number" : "numbers"} fell silent`
        }
        detail={
          <>
            Nothing received for {span}, after messages on {silence.regularDays} or more of the 30 days before.
            {can(ctx.actor.role, "accounts:manage") && (
              <>
                {" "}
                <TextLink href="/settings#silence">Change</TextLink>
              </>
            )}
          </>
        }
      />
      <LiveMessages version={version} at={at} />
      <MessageTabs current="silent" />
      {rows.length === 0 ? (
        <p className="text-sm text-muted">
          Every number that receives regularly still does. A number appears here {span} after its last message.
        </p>
      ) : (
        <SilentTable rows={rows} />
      )}
    </Page>
  );
}
