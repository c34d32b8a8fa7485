import { z } from "zod";
import { columnRole, isSingleRole } from "./column-role";
import { UPLOAD_LIMITS, uploadKind } from "./upload";

/** What every row asks for where its own cells say nothing. Null: each row has to say it. */
export const uploadDefaults = z.object({
  kind: uploadKind.nullable(),
  accountId: z.uuid().nullable(),
  /** Parameters of the kind: `url`, `campaignId`, `applicationId`, `registerWith`, `route`. */
  params: z.record(z.string().max(40), z.string().trim().max(2_000)),
});
export type UploadDefaults = z.output<typeof uploadDefaults>;

/** How a person wants the content to be read. Columns by index, each with its role. */
export const uploadMapping = z
  .object({
    sheet: z.string().nullable(),
    headerLine: z.number().int().positive().nullable(),
    columns: z.array(columnRole).max(UPLOAD_LIMITS.columns),
    hiddenRows: z.enum(["leave-out", "include"]),
    /** `expand`: every number of it. `ends`: the two that are written. `ask`: such a row is a problem of its own. */
    ranges: z.enum(["expand", "ends", "ask"]),
    defaults: uploadDefaults,
  })
  .superRefine(({ columns }, issues) => {
    const twice = columns.find((role, index) => isSingleRole(role) && columns.indexOf(role) !== index);
    if (twice) issues.addIssue({ code: "custom", path: ["columns"], message: "Two columns have the same meaning." });
  });
export type UploadMapping = z.output<typeof uploadMapping>;
