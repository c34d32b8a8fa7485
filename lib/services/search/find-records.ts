import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, sql, type SqlPart } from "@/lib/db/sql";
import { campaignStanding } from "@/lib/domain/campaign";
import { STATES } from "@/lib/domain/labels";
import type { SearchHit } from "@/lib/domain/search-hit";
import { uploadState } from "@/lib/domain/uploads/upload";
import { UPLOAD_STATE_LABELS, uploadHref } from "@/lib/domain/uploads/upload-labels";

type Reader = Pick<Context, "sql">;
/** Which rows: those that fit a text, or those of a list of ids. */
type Choice = { text: string } | { ids: readonly string[] };

const OF_EACH = 4;
/** Names are looked through from the newest on; there are no more where people look for one. */
const NEWEST = 2_000;

/** Where the id begins with the text, or the name contains it. Not LIKE: it takes _ for any character. */
const choose = (choice: Choice, id: SqlPart, name: SqlPart): SqlPart =>
  "ids" in choice
    ? sql`x.id::text = ANY(${choice.ids}::text[])`
    : sql`(starts_with(lower(${id}), lower(${choice.text})) OR position(lower(${choice.text}) IN lower(${name})) > 0)`;
const most = (choice: Choice) => ("ids" in choice ? choice.ids.length : OF_EACH);

const campaignRow = z.object({
  id: z.string(),
  campaignId: z.string(),
  description: z.string(),
  standing: campaignStanding.nullable(),
});

export async function readCampaigns(ctx: Reader, choice: Choice): Promise<SearchHit[]> {
  const rows = await queryRows(ctx.sql, campaignRow)`
    SELECT x.id, x.campaign_id AS "campaignId", x.description, x.standing FROM campaign x
    WHERE ${choose(choice, sql`x.campaign_id`, sql`x.description`)} ORDER BY x.created_at DESC LIMIT ${most(choice)}`;
  return rows.map(({ id, campaignId, description, standing }) => ({
    kind: "campaign",
    key: id,
    href: `/campaigns/${id}`,
    title: campaignId,
    state: standing === null ? { label: "Never read", tone: "unknown" } : STATES.campaign[standing],
    note: description,
  }));
}

const brandRow = z.object({ id: z.string(), brandId: z.string(), name: z.string() });

export async function readBrands(ctx: Reader, choice: Choice): Promise<SearchHit[]> {
  const rows = await queryRows(ctx.sql, brandRow)`
    SELECT x.id, x.brand_id AS "brandId", x.name FROM brand x
    WHERE ${choose(choice, sql`x.brand_id`, sql`x.name`)} ORDER BY x.created_at DESC LIMIT ${most(choice)}`;
  return rows.map(({ id, brandId, name }) => ({
    kind: "brand",
    key: id,
    href: `/brands/${id}`,
    title: brandId,
    state: null,
    note: name,
  }));
}

const customerRow = z.object({
  id: z.string(),
  name: z.string(),
  reference: z.string().nullable(),
  numbers: z.number(),
});

export async function readCustomers(ctx: Reader, choice: Choice): Promise<SearchHit[]> {
  const rows = await queryRows(ctx.sql, customerRow)`
    SELECT x.id, x.name, x.reference, x.numbers FROM customer x
    WHERE ${choose(choice, sql`coalesce(x.reference, '')`, sql`x.name`)} ORDER BY x.archived_at IS NOT NULL, x.changed_at DESC LIMIT ${most(choice)}`;
  return rows.map(({ id, name, reference, numbers }) => ({
    kind: "customer",
    key: id,
    href: `/customers/${id}`,
    title: name,
    state: null,
    note: [reference, `${numbers.toLocaleString("en-US")} ${numbers === 1 ? "number" : "numbers"}`]
      .filter(Boolean)
      .join(" · "),
  }));
}

const uploadRow = z.object({ id: z.string(), ref: z.string(), name: z.string(), state: uploadState });

export async function readUploads(ctx: Reader, choice: Choice): Promise<SearchHit[]> {
  const rows = await queryRows(ctx.sql, uploadRow)`
    SELECT x.id, x.ref, x.name, x.state FROM (SELECT * FROM upload ORDER BY created_at DESC LIMIT ${NEWEST}) x
    WHERE ${choose(choice, sql`x.ref`, sql`x.name`)} ORDER BY x.created_at DESC LIMIT ${most(choice)}`;
  return rows.map(({ id, ref, name, state }) => ({
    kind: "upload",
    key: id,
    href: uploadHref({ id, state }),
    title: name,
    state: UPLOAD_STATE_LABELS[state],
    note: ref,
  }));
}

const lookupRow = z.object({ id: z.string(), name: z.string(), valid: z.number(), is_asking: z.boolean() });

export async function readLookups(ctx: Reader, choice: Choice): Promise<SearchHit[]> {
  const rows = await queryRows(ctx.sql, lookupRow)`
    SELECT x.id, x.name, x.valid, EXISTS (SELECT FROM lookup_round r WHERE r.lookup_id = x.id AND r.state = 'asking') AS is_asking
    FROM (SELECT * FROM lookup ORDER BY created_at DESC LIMIT ${NEWEST}) x
    WHERE ${choose(choice, sql`x.id::text`, sql`x.name`)} ORDER BY x.created_at DESC LIMIT ${most(choice)}`;
  return rows.map(({ id, name, valid, is_asking }) => ({
    kind: "lookup",
    key: id,
    href: `/lookup/${id}`,
    title: name,
    state: is_asking ? { label: "Asking", tone: "pending" } : null,
    note: `${valid.toLocaleString("en-US")} ${valid === 1 ? "number" : "numbers"}`,
  }));
}

const personRow = z.object({ id: z.string(), name: z.string(), email: z.string(), is_off: z.boolean() });

/** A person's orders: what others look for under a name. */
export async function readPeople(ctx: Reader, choice: Choice): Promise<SearchHit[]> {
  const rows = await queryRows(ctx.sql, personRow)`
    SELECT x.id, x.name, x.email, x.disabled_at IS NOT NULL AS is_off FROM person x
    WHERE ${choose(choice, sql`x.email`, sql`x.name`)} ORDER BY x.name LIMIT ${most(choice)}`;
  return rows.map(({ id, name, email, is_off }) => ({
    kind: "person",
    key: id,
    href: `/orders?person=${id}`,
    title: name,
    state: is_off ? { label: "Disabled", tone: "neutral" } : null,
    note: `Orders by ${email}`,
  }));
}

const isWord = (text: string) => text.length >= 3 && /[\p{L}\d]/u.test(text);
const ofText = (read: (ctx: Reader, choice: Choice) => Promise<SearchHit[]>) => async (ctx: Reader, text: string) =>
  isWord(text) ? read(ctx, { text }) : [];

export const findCampaigns = ofText(readCampaigns);
export const findBrands = ofText(readBrands);
export const findCustomers = ofText(readCustomers);
export const findUploads = ofText(readUploads);
export const findLookups = ofText(readLookups);
export const findPeople = ofText(readPeople);
