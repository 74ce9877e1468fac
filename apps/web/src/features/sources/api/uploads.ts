import { ApiError, sendForm, type UploadEvent, watchUpload } from "@parlance/client";
import { api, done } from "../../../http/api.ts";
import type { Source } from "../../../http/api-types.ts";
import { newId } from "../../../http/new-id.ts";
import { isAbort, type Problem, problemOf } from "../../../http/problem.ts";
import { renewed } from "../../../http/session.ts";
import { Store, useStore } from "../../../state/store.ts";

export type UploadPhase = UploadEvent["phase"] | "cancelled";

export interface Upload {
  readonly key: string;
  readonly names: readonly string[];
  readonly phase: UploadPhase;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly rows: number;
  readonly table?: string;
  readonly source?: Source;
  readonly error?: Problem;
}

const uploads = new Store<readonly Upload[]>([]);
const running = new Map<string, AbortController>();

export const useUploads = (): readonly Upload[] => useStore(uploads);

const change = (key: string, fields: Partial<Upload>): void =>
  uploads.update((all) => all.map((upload) => (upload.key === key ? { ...upload, ...fields } : upload)));

export const dismissUpload = (key: string): void => uploads.update((all) => all.filter((upload) => upload.key !== key));

/** Sends files as one new source, or adds them to an existing one. Resolves when it is over, whichever way. */
export async function upload(files: readonly File[], intoSourceId?: string): Promise<void> {
  const key = newId();
  const controller = new AbortController();
  const { signal } = controller;
  running.set(key, controller);
  begin(key, files);
  void followProgress(key, signal);
  try {
    const path =
      intoSourceId === undefined ? "/api/v1/workspaces/mine/sources" : `/api/v1/sources/${intoSourceId}/files`;
    const onProgress = (sent: { bytesDone: number; bytesTotal: number }) =>
      change(key, { ...sent, ...(sent.bytesDone < sent.bytesTotal ? {} : { phase: "sniff" }) });
    const { source } = await renewed(() => sendForm({ path, files, key, signal, onProgress }));
    change(key, { phase: "done", source });
  } catch (error) {
    const isStopped = isAbort(error) || (error instanceof ApiError && error.body?.code === "REQUEST_CANCELLED");
    change(key, isStopped ? { phase: "cancelled" } : { phase: "failed", error: problemOf(error) });
  } finally {
    running.delete(key);
    controller.abort();
  }
}

function begin(key: string, files: readonly File[]): void {
  const bytesTotal = files.reduce((sum, file) => sum + file.size, 0);
  const names = files.map(({ name }) => name);
  uploads.update((all) => [...all, { key, names, phase: "receive", bytesDone: 0, bytesTotal, rows: 0 }]);
}

export function cancelUpload(key: string): void {
  running.get(key)?.abort();
  // The server also forgets an upload whose connection ends; an answer is not needed.
  done(api.DELETE("/api/v1/uploads/{key}", { params: { path: { key } } })).catch((error: unknown) =>
    console.info("Cancel was not confirmed:", error),
  );
}

const SERVER_PHASES: ReadonlySet<string> = new Set(["sniff", "convert", "profile", "keys", "index"]);

/** What the server does with the bytes. While they are still on the way, the browser itself knows better. */
async function followProgress(key: string, signal: AbortSignal): Promise<void> {
  try {
    for await (const { phase, rows, table } of watchUpload({ key, signal })) {
      if (!SERVER_PHASES.has(phase) || !running.has(key)) continue;
      change(key, { phase, rows, ...(table === undefined ? {} : { table }) });
    }
  } catch (error) {
    // The stream is only for show: when it breaks, the request itself still tells the outcome.
    if (!isAbort(error)) console.info("Progress is not shown:", error);
  }
}
