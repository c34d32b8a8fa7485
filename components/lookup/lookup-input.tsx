"use client";

import { FileUp, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ClipboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import type { Failure } from "@/lib/domain/result";
import { isTyping } from "../shell/early-keys";
import { FailureBanner } from "../feedback/failure-banner";
import { FilePicker, LIST_FILES, useFileDrop } from "../form/file-drop";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { Field } from "../ui/field";
import { Kbd } from "../ui/kbd";
import { Textarea } from "../ui/textarea";
import { sendLookup } from "./send-lookup";

/** Where numbers to look up come in. Into the empty box, the paste itself begins the lookup; so does a file. */
export function LookupInput() {
  const router = useRouter();
  const [text, setText] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const picker = useRef<HTMLInputElement>(null);

  const start = async (content: string | File) => {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(null);
    const result = await sendLookup(content);
    if (result.ok) return router.push(`/lookup/${result.data.id}`);
    setIsBusy(false);
    setFailure(result.error);
  };
  const takeFile = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file) void start(file);
  };
  const take = ({ files, pasted }: { files: FileList; pasted: string }, isEmpty: boolean): boolean => {
    if (files.length > 0 && pasted === "") takeFile(files);
    else if (isEmpty && /\p{Nd}{3}/u.test(pasted)) {
      setText(pasted);
      void start(pasted);
    } else return false;
    return true;
  };
  const paste = (event: ClipboardEvent) => {
    const { files } = event.clipboardData;
    if (take({ files, pasted: event.clipboardData.getData("text/plain") }, text.trim() === "")) event.preventDefault();
  };
  // Also where nothing has the focus: the page is there to be pasted into.
  const takeAnywhere = useEffectEvent((event: globalThis.ClipboardEvent) => {
    const { clipboardData, target } = event;
    if (!clipboardData || isTyping(target)) return;
    take({ files: clipboardData.files, pasted: clipboardData.getData("text/plain") }, true);
  });
  useEffect(() => {
    document.addEventListener("paste", takeAnywhere);
    return () => document.removeEventListener("paste", takeAnywhere);
  }, []);
  const { isOver, area } = useFileDrop(takeFile);
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void start(text);
        }}
        {...area}
        className={cx("flex flex-col gap-2 rounded-lg", isOver && "outline-2 outline-offset-4 outline-accent")}
      >
        <Field
          label="Numbers to look up"
          hint="Paste a list, a table or a whole e-mail thread: it is answered at once, in its order. Up to 10,000 numbers in any spelling."
        >
          <Textarea
            isMono
            autoFocus
            rows={8}
            spellCheck={false}
            autoComplete="off"
            placeholder={"(201) 555-0123\nHi, since this morning 201.555.0124 and +1 303 555 0199 cannot text …"}
            className="max-h-80 resize-y"
            value={text}
            onPaste={paste}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void start(text);
            }}
            onText={setText}
          />
        </Field>
        <div className="flex flex-wrap items-center gap-2">
          <Button
            type="submit"
            variant="primary"
            icon={<Search aria-hidden />}
            isBusy={isBusy}
            disabledReason={text.trim() === "" && !isBusy ? "Paste or type a number first." : null}
          >
            {isBusy ? "Looking up" : "Look up"}
          </Button>
          <span className="flex gap-1 max-sm:hidden">
            <Kbd>Ctrl</Kbd>
            <Kbd>Enter</Kbd>
          </span>
          <Button icon={<FileUp aria-hidden />} className="ml-auto" onClick={() => picker.current?.click()}>
            Choose a file
          </Button>
          <FilePicker picker={picker} accept={`${LIST_FILES},.eml`} label="File of numbers" onPick={takeFile} />
          <p className="text-xs text-faint">or drop it here: CSV, TSV, TXT or XLSX, up to 10 MB</p>
        </div>
      </form>
      {failure && <FailureBanner failure={failure} title="Nothing was looked up" />}
    </div>
  );
}
