import { ApiError, unreachable } from "../../../http/api-error.ts";
import type { Source, SourceWithCatalog } from "../../../http/api-types.ts";
import { newId } from "../../../http/new-id.ts";
import { apiPath, send } from "../../../http/request.ts";
import { Store, useStore } from "../../../state/store.ts";

export type UploadPhase =
  | "receive"
  | "sniff"
  | "convert"
  | "profile"
  | "keys"
  | "index"
  | "done"
  | "failed"
  | "cancelled";

export interface Upload {
  readonly key: string;
  readonly names: readonly string[];
  readonly phase: UploadPhase;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly rows: number;
  readonly table?: string;
  readonly source?: Source;
  readonly error?: ApiError;
}

const uploads = new Store<readonly Upload[]>([]);
const requests = new Map<string, XMLHttpRequest>();

export const useUploads = (): readonly Upload[] => useStore(uploads);

const change = (key: string, fields: Partial<Upload>): void =>
  uploads.update((all) => all.map((upload) => (upload.key === key ? { ...upload, ...fields } : upload)));

export const dismissUpload = (key: string): void => uploads.update((all) => all.filter((upload) => upload.key !== key));

/** Sends files as one new source, or adds them to an existing one. Resolves with the source, or undefined when it failed or was cancelled. */
export async function upload(files: readonly File[], intoSourceId?: string): Promise<Source | undefined> {
  const key = newId();
  const bytesTotal = files.reduce((sum, file) => sum + file.size, 0);
  uploads.update((all) => [
    ...all,
    { key, names: files.map(({ name }) => name), phase: "receive", bytesDone: 0, bytesTotal, rows: 0 },
  ]);
  const progress = followProgress(key);
  try {
    const address = intoSourceId === undefined ? "/workspaces/mine/sources" : `/sources/${intoSourceId}/files`;
    const { source } = await post(key, apiPath(address), files);
    change(key, { phase: "done", source });
    return source;
  } catch (error) {
    if (error instanceof ApiError)
      change(key, error.code === "REQUEST_CANCELLED" ? { phase: "cancelled" } : { phase: "failed", error });
    else throw error;
    return undefined;
  } finally {
    progress.close();
    requests.delete(key);
  }
}

export function cancelUpload(key: string): void {
  requests.get(key)?.abort();
  // The server also forgets an upload whose connection ends; an answer is not needed.
  send(`/uploads/${key}`, { method: "DELETE" }).catch((error: unknown) =>
    console.info("Cancel was not confirmed:", error),
  );
}

/** XMLHttpRequest, because fetch does not tell how much of a body has been sent. */
function post(key: string, address: string, files: readonly File[]): Promise<SourceWithCatalog> {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    requests.set(key, xhr);
    xhr.open("POST", address);
    xhr.responseType = "json";
    xhr.setRequestHeader("idempotency-key", key);
    xhr.upload.onprogress = ({ loaded, total }) => change(key, { bytesDone: loaded, bytesTotal: total });
    xhr.upload.onload = () => change(key, { phase: "convert" });
    xhr.onload = () =>
      xhr.status < 300 ? resolve(xhr.response as SourceWithCatalog) : reject(new ApiError(xhr.status, xhr.response));
    xhr.onerror = () => reject(unreachable());
    xhr.onabort = () => reject(new ApiError(499, { code: "REQUEST_CANCELLED", message: "The upload was cancelled." }));
    xhr.send(form);
  });
}

const SERVER_PHASES: ReadonlySet<string> = new Set(["sniff", "convert", "profile", "keys", "index"]);

/** What the server does with the bytes. While they are still on the way, the browser itself knows better. */
function followProgress(key: string): EventSource {
  const events = new EventSource(apiPath(`/uploads/${key}/events`));
  events.addEventListener("progress", ({ data }: MessageEvent<string>) => {
    const { phase, rows, table } = JSON.parse(data) as { phase: UploadPhase; rows: number; table?: string };
    if (!SERVER_PHASES.has(phase)) return;
    change(key, { phase, rows, ...(table === undefined ? {} : { table }) });
  });
  // The stream is only for show: when it breaks, the request itself still tells the outcome.
  events.onerror = () => events.close();
  return events;
}
