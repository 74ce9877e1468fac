import { APICallError } from "@ai-sdk/provider";
import type { z } from "zod";
import type { ModelNeeds } from "../provider.ts";
import { classifyFault } from "./classify-fault.ts";
import { ModelFault } from "./model-fault.ts";

const WITHIN_MS = 15_000;

/** One JSON document from a vendor, for what its client has no call for, such as its list of models. */
export async function requestJson<Reply>(
  {
    url,
    headers,
    schema,
  }: { readonly url: string; readonly headers: Record<string, string>; readonly schema: z.ZodType<Reply> },
  needs: Pick<ModelNeeds, "fetch" | "clock">,
  signal?: AbortSignal,
): Promise<Reply> {
  const late = AbortSignal.timeout(WITHIN_MS);
  try {
    const response = await needs.fetch(url, { headers, signal: signal ? AbortSignal.any([signal, late]) : late });
    const text = await response.text();
    if (!response.ok) throw refusal(response, text);
    const { success, data } = schema.safeParse(JSON.parse(text));
    if (!success)
      throw new ModelFault("MODEL_REPLY_INVALID", { message: "The provider's list of models could not be read." });
    return data;
  } catch (error) {
    throw faultOf(error, { signal, late, nowMs: needs.clock.now() }).toAppError({});
  }
}

function refusal(response: Response, responseBody: string): APICallError {
  const responseHeaders = Object.fromEntries(response.headers);
  return new APICallError({
    message: "",
    url: "",
    requestBodyValues: {},
    statusCode: response.status,
    responseHeaders,
    responseBody,
  });
}

function faultOf(
  error: unknown,
  { signal, late, nowMs }: { signal: AbortSignal | undefined; late: AbortSignal; nowMs: number },
): ModelFault {
  if (signal?.aborted) return new ModelFault("QUERY_CANCELLED");
  if (late.aborted) return new ModelFault("MODEL_TIMEOUT");
  if (error instanceof SyntaxError) return new ModelFault("MODEL_REPLY_INVALID");
  return classifyFault(error, { hasBegun: false, nowMs });
}
