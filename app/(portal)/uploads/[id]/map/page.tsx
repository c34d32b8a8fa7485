import { WorkingCard } from "@/components/uploads/working-card";
import { authorize } from "@/lib/auth/session";
import type { IdProps } from "@/lib/domain/read-query";
import { readUploadChoices } from "@/lib/services/uploads/read-choices";
import { explainReadOnly, openUpload } from "../open-upload";
import { UploadFrame } from "../upload-frame";
import { FollowStep } from "./follow-step";
import { MapForm } from "./map-form";
import { Receiving } from "./receiving";
import { Refused } from "./refused";

export default async function MapPage({ params }: IdProps) {
  const ctx = await authorize("orders:read");
  const upload = await openUpload(ctx, params, "map");
  const denial = explainReadOnly(ctx);
  const isReadable = upload.inspection !== null && upload.state !== "receiving" && upload.state !== "reading";
  return (
    <UploadFrame upload={upload} step="map" at={ctx.now().toISOString()} denial={denial}>
      <FollowStep id={upload.id} state={upload.state} />
      {upload.state === "receiving" && <Receiving upload={upload} denial={denial} />}
      {upload.state === "reading" && (
        <WorkingCard title="Reading the file" progress={upload.progress}>
          Its columns and first rows are looked at. You can leave this page; the work goes on.
        </WorkingCard>
      )}
      {upload.state === "refused" && <Refused fault={upload.fault} denial={denial} />}
      {isReadable && upload.inspection && (
        <MapForm
          key={`${upload.inspection.sheet ?? ""} ${upload.state}`}
          upload={upload}
          inspection={upload.inspection}
          choices={await readUploadChoices(ctx, undefined, { mostCustomers: 0 })}
          denial={denial}
        />
      )}
    </UploadFrame>
  );
}
