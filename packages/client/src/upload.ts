import { ApiError, errorBodyFrom } from "./api-error.ts";
import type { components } from "./generated/api.ts";

type Schemas = components["schemas"];

export interface FormProgress {
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

export interface UploadFormRequest {
  /** "/api/v1/workspaces/mine/sources", "/api/v1/sources/{id}/files", or ".../files/{fileId}/replace" and the like. */
  readonly path: string;
  readonly files: readonly File[];
  /** Same key, same upload: makes a retry safe and names the upload for progress and cancel. */
  readonly key: string;
  readonly name?: string;
  readonly options?: Schemas["ParseOptionsInput"];
  readonly onProgress?: (progress: FormProgress) => void;
  readonly signal?: AbortSignal;
  readonly baseUrl?: string;
}

/** Sends files with the browser's own request object: fetch cannot tell how much has been sent. */
export function sendForm<Answer = Schemas["SourceWithCatalog"]>(request: UploadFormRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const http = new XMLHttpRequest();
    http.open("POST", `${request.baseUrl ?? ""}${request.path}`);
    http.withCredentials = true;
    http.setRequestHeader("idempotency-key", request.key);
    http.upload.onprogress = ({ loaded, total }) => request.onProgress?.({ bytesDone: loaded, bytesTotal: total });
    http.onerror = () => reject(new ApiError(0, null));
    http.onabort = () => reject(request.signal?.reason ?? new DOMException("The upload was stopped.", "AbortError"));
    http.onload = () => {
      if (http.status === 201) resolve(JSON.parse(http.responseText));
      else reject(new ApiError(http.status, errorBodyFrom(http.responseText)));
    };
    request.signal?.addEventListener("abort", () => http.abort(), { once: true });
    http.send(formOf(request));
  });
}

/** Name and options come before the files: the server streams and must know them by then. */
function formOf({ files, name, options }: UploadFormRequest): FormData {
  const form = new FormData();
  if (name !== undefined) form.append("name", name);
  if (options !== undefined) form.append("options", JSON.stringify(options));
  for (const file of files) form.append("file", file);
  return form;
}
