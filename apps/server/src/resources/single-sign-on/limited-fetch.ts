import { AppError, type Outbound } from "@parlance/core";
import type { CustomFetch } from "openid-client";

/** Far more than any provider's keys or tokens take. */
const MAX_BYTES = 512 * 1024;

/** The judged way out, for a library that fetches: follows no redirect and reads no more than it should. */
export const limitedFetch =
  (outbound: Outbound): CustomFetch =>
  async (url, { method, headers, body, signal }) => {
    const response = await outbound.request(url, {
      method,
      headers,
      ...(body === undefined || body === null ? {} : { body: body as BodyInit }),
      ...(signal ? { signal } : {}),
      redirect: "manual",
    });
    const text = await readLimited(response);
    const isEmpty = [204, 304].includes(response.status);
    return new Response(isEmpty ? null : text, { status: response.status, headers: response.headers });
  };

async function readLimited(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let piece = await reader?.read(); piece !== undefined && !piece.done; piece = await reader?.read()) {
    size += piece.value.byteLength;
    if (size > MAX_BYTES) {
      await reader?.cancel();
      throw new AppError("SSO_ANSWER_INVALID");
    }
    pieces.push(piece.value);
  }
  return new Uint8Array(Buffer.concat(pieces));
}
