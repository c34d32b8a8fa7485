"use client";

import { useRouter } from "next/navigation";
import { Button } from "../ui/button";
import { FailureBanner } from "../feedback/failure-banner";
import { follow } from "../uploads/followed";
import { useUpload } from "../uploads/use-upload";

/** More numbers than a form takes are uploaded as a pasted list, where a million of them can be checked. */
export function OpenAsUpload({ text, onOpened }: { text: string; onOpened: () => void }) {
  const router = useRouter();
  const { sendText, sending, failure } = useUpload({
    onCancel: async () => undefined,
    onSent: (id) => {
      onOpened();
      follow(id);
      router.push(`/uploads/${id}/map`);
    },
  });
  return (
    <>
      <Button size="sm" isBusy={sending !== null} onClick={() => sendText(text)}>
        Open all of it as an upload
      </Button>
      {failure && <FailureBanner failure={failure} title="It was not uploaded" />}
    </>
  );
}
