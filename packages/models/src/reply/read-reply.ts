import type { ModelRequest } from "@parlance/core";
import type { CollectedReply } from "../calling/collect-stream.ts";
import { ModelFault } from "../calling/model-fault.ts";
import { findMismatch } from "./check-object.ts";
import { findJson } from "./find-json.ts";
import { stripThinking } from "./strip-thinking.ts";

export interface ReadReply {
  readonly text: string;
  readonly object: unknown;
}

/** Half a character: JSON escapes can name what UTF-8 cannot hold. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** A collected reply as what was asked for, or the fault it is. */
export function readReply(
  { text: sent, thinking, finishReason }: CollectedReply,
  output: ModelRequest["output"],
): ReadReply {
  if (finishReason.unified === "content-filter") throw new ModelFault("MODEL_REFUSED");
  if (finishReason.unified === "length") throw new ModelFault("MODEL_INCOMPLETE", { isTooLong: true });
  if (finishReason.unified === "error") throw new ModelFault("MODEL_INCOMPLETE", { isRetryable: true });
  if (LONE_SURROGATE.test(sent)) throw useless(sent, "it holds characters that do not exist");
  const text = stripThinking(sent);
  if (text === null) throw new ModelFault("MODEL_INCOMPLETE", { isRetryable: true });
  // Some servers take all of a reply that is held to a schema for thinking.
  const meant = text === "" && output !== null ? lastObject(thinking, output.schema) : undefined;
  if (meant !== undefined) return { text: JSON.stringify(meant), object: meant };
  if (text === "") throw useless("", "it was empty");
  return { text, object: output === null ? undefined : readObject(text, output.schema) };
}

function readObject(text: string, schema: Readonly<Record<string, unknown>>): unknown {
  const { objects, isCut } = findJson(text);
  if (isCut) throw new ModelFault("MODEL_INCOMPLETE", { isRetryable: true });
  if (objects.length === 0) throw useless(text, "it holds no JSON object");
  const found = objects.find((one) => findMismatch(one, schema) === null);
  if (found === undefined) throw useless(text, findMismatch(objects[0], schema) ?? "it does not meet the schema");
  return found;
}

const lastObject = (text: string, schema: Readonly<Record<string, unknown>>): unknown =>
  findJson(text).objects.findLast((one) => findMismatch(one, schema) === null);

const useless = (reply: string, reason: string): ModelFault =>
  new ModelFault("MODEL_REPLY_INVALID", { isRetryable: true, complaint: { reply, reason } });
