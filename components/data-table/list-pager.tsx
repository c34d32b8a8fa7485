import type { Page, Total } from "@/lib/domain/page";
import { Pager } from "./pager";

type ListPage = Page<unknown> & { total: Total };

/** The pager of a page that a list verb returned. Renders on the server, so that no row is sent to the browser a second time. */
export const ListPager = ({ page, noun }: { page: ListPage; noun: readonly [one: string, many: string] }) => (
  <Pager shown={page.rows.length} total={page.total} noun={noun} previous={page.previous} next={page.next} />
);
