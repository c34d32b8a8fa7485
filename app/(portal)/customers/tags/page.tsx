import { TextFilter } from "@/components/data-table/filter-bar";
import { AnswerHeader } from "@/components/ui/answer-header";
import { formatCount, formatNoun } from "@/components/ui/format";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { readQuery } from "@/lib/domain/read-query";
import { TAG_LIMITS } from "@/lib/domain/tag";
import { type TagRow, tagsQuery } from "@/lib/domain/tags-table";
import { listTagRows } from "@/lib/services/customers/list-tag-rows";
import { readRights } from "../../numbers/[e164]/number-rights";
import { CustomersTabs } from "../customers-tabs";
import { TagsTable } from "./tags-table";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** As many as a page shows; a name narrows the rest. */
const MAX_SHOWN = 200;

export default async function TagsPage({ searchParams }: Props) {
  const query = readQuery(tagsQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const tags = await listTagRows(ctx, query);
  const shown = tags.slice(0, MAX_SHOWN);
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/customers", label: "Customers" }]}
        title="Tags"
        answer={describeTags(tags, query.q !== undefined)}
      />
      <CustomersTabs current="tags" />
      <div role="search">
        <TextFilter name="q" label="Name of the tag" placeholder="Name" className="w-full sm:w-72" />
      </div>
      <TagsTable rows={shown} isFiltered={query.q !== undefined} denial={readRights(ctx.actor.role).customer} />
      {tags.length > shown.length && (
        <p className="text-sm text-muted">
          {formatNoun(tags.length - shown.length, "more tag")}. Type a part of the name to see them.
        </p>
      )}
    </Page>
  );
}

function describeTags(tags: readonly TagRow[], isFiltered: boolean): string {
  if (tags.length === 0) return isFiltered ? "No tag matches" : "No tags yet";
  const unused = tags.filter(({ numbers }) => numbers === 0).length;
  const room = !isFiltered && tags.length >= TAG_LIMITS.all * 0.9 ? ` of ${formatCount(TAG_LIMITS.all)}` : "";
  return `${formatNoun(tags.length, "tag")}${room}${unused > 0 ? `, ${formatCount(unused)} without a number` : ""}`;
}
