import { PageBanner } from "@/components/feedback/page-banner";
import { formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/time";
import { countRows, UPLOAD_STATE_LABELS, uploadHref } from "@/lib/domain/uploads/upload-labels";
import type { UploadView } from "@/lib/domain/uploads/upload-view";

/** Other uploads that matter to this one: the one that it corrects, and those with the same content. */
export function UploadRelations({ upload }: { upload: UploadView }) {
  const { corrects, twins, counts, state } = upload;
  const isOver = state === "submitting" || state === "submitted";
  return (
    <>
      {corrects && (
        <PageBanner title={<>Corrected rows of {corrects.name}</>}>
          {countRows(counts) > 0 ? `${formatNoun(countRows(counts), "row")} of upload ` : "Its rows belong to upload "}
          <TextLink href={`/uploads/${corrects.id}/results`} className="font-mono text-xs">
            {corrects.ref}
          </TextLink>
          . {isOver ? "They were taken in there." : "Only rows that have not succeeded there are changed and sent."}
        </PageBanner>
      )}
      {twins.length > 0 && !isOver && (
        <PageBanner tone="pending" title="This content was uploaded before">
          <ul>
            {twins.map((twin) => (
              <li key={twin.id}>
                <TextLink href={uploadHref(twin)}>{twin.name}</TextLink>{" "}
                <code className="font-mono text-xs">{twin.ref}</code>, <RelativeTime at={twin.createdAt} />:{" "}
                {UPLOAD_STATE_LABELS[twin.state].label.toLowerCase()}
              </li>
            ))}
          </ul>
          <p>Go on here if you mean to do it again. Otherwise open the earlier one, and delete this.</p>
        </PageBanner>
      )}
    </>
  );
}
