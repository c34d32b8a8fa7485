"use client";

import { useEffect, useRef, useState } from "react";
import type { Failure, Result } from "@/lib/domain/result";
import { explainContent } from "@/lib/domain/uploads/content-limits";
import { UPLOAD_LIMITS, type UploadSource } from "@/lib/domain/uploads/upload";
import type { UploadView } from "@/lib/domain/uploads/upload-view";
import { fetchResult } from "../feedback/fetch-result";
import { pauseForConnection, putPart } from "./put-part";
import { sendParts } from "./send-parts";
import { findUnfinished, forgetUnfinished, keepUnfinished } from "./unfinished";

/** What is being sent: bytes, and when its first byte left. */
export type Sending = {
  name: string;
  total: number;
  sent: number;
  /** Bytes that were there before, of an earlier attempt. */
  resumedFrom: number;
  startedAt: number;
  isWaiting: boolean;
  isFinishing: boolean;
};

export type Uploader = {
  sending: Sending | null;
  failure: Failure | null;
  sendFile: (file: File) => void;
  sendText: (text: string, name?: string) => void;
  cancel: () => void;
};

type Content = { name: string; source: UploadSource; body: Blob; modified: number };

const post = <T>(url: string, body?: unknown): Promise<Result<T>> =>
  fetchResult<T>(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body ?? {}),
  });

/** Sends a file or a text in parts and opens the upload that it became. What is cut off goes on when the same file is chosen again. */
export function useUpload({
  onCancel,
  onSent,
}: {
  /** Deletes what was sent of a canceled upload. */
  onCancel: (id: string) => Promise<unknown>;
  /** All of it has arrived. */
  onSent: (id: string) => void;
}): Uploader {
  const [sending, setSending] = useState<Sending | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef<{ abort: AbortController; id: string | null } | null>(null);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => running.current && event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      running.current?.abort.abort();
    };
  }, []);

  const send = async (content: Content) => {
    if (running.current) return;
    const run = { abort: new AbortController(), id: null as string | null };
    running.current = run;
    const { signal } = run.abort;
    setFailure(null);
    setSending(startSending(content));
    const change = (part: Partial<Sending>) => setSending((before) => before && { ...before, ...part });
    const failed = await runUpload(content, signal, change, (id) => (run.id = id));
    if (signal.aborted) return;
    running.current = null;
    if (failed === null && run.id !== null) return onSent(run.id);
    setSending(null);
    setFailure(failed);
  };

  const start = (content: Content) => {
    const fault = explainContent({ name: content.name, bytes: content.body.size });
    if (fault === null) void send(content);
    else setFailure({ code: "INVALID_INPUT", message: fault });
  };
  return {
    sending,
    failure,
    sendFile: (file) => start({ name: file.name, source: "file", body: file, modified: file.lastModified }),
    sendText: (text, name = "Pasted list") => start({ name, source: "text", body: new Blob([text]), modified: 0 }),
    cancel: () => {
      const id = running.current?.id ?? null;
      running.current?.abort.abort();
      running.current = null;
      setSending(null);
      if (id === null) return;
      forgetUnfinished(id);
      void onCancel(id);
    },
  };
}

const startSending = ({ name, body }: Content): Sending => ({
  name,
  total: body.size,
  sent: 0,
  resumedFrom: 0,
  startedAt: Date.now(),
  isWaiting: false,
  isFinishing: false,
});

async function runUpload(
  content: Content,
  signal: AbortSignal,
  change: (part: Partial<Sending>) => void,
  onCreated: (id: string) => void,
): Promise<Failure | null> {
  const opened = await openUpload(content);
  if (!opened.ok) return opened.error;
  const { id, kept } = opened.data;
  onCreated(id);
  change({ resumedFrom: Math.min(kept.length * UPLOAD_LIMITS.partBytes, content.body.size), startedAt: Date.now() });
  const failed = await sendParts({
    content: content.body,
    kept,
    signal,
    sendPart: (n, body, onSent) => putPart(id, n, body, onSent, signal),
    pause: pauseForConnection,
    onProgress: (progress) => change(progress),
  });
  if (failed !== null || signal.aborted) return failed;
  change({ isFinishing: true });
  const finished = await post(`/api/uploads/${id}/finish`);
  if (!finished.ok) return finished.error;
  forgetUnfinished(id);
  return null;
}

/** The upload that this content belongs to: a cut off one of the same file, else a new one. */
async function openUpload(content: Content): Promise<Result<{ id: string; kept: readonly number[] }>> {
  const { name, body, modified, source } = content;
  const file = { name, size: body.size, lastModified: modified };
  const earlier = source === "file" ? findUnfinished(file) : null;
  if (earlier !== null) {
    const view = await fetchResult<Pick<UploadView, "state" | "parts">>(`/api/uploads/${earlier}/parts`);
    if (view.ok && view.data.state === "receiving") return { ok: true, data: { id: earlier, kept: view.data.parts } };
    forgetUnfinished(earlier);
  }
  const created = await post<{ id: string }>("/api/uploads", { name, bytes: body.size, source });
  if (!created.ok) return created;
  if (source === "file") keepUnfinished(created.data.id, file);
  return { ok: true, data: { id: created.data.id, kept: [] } };
}
