import type { ModelFault } from "../calling/model-fault.ts";

type Format = "schema" | "object" | "text";

/** What this server takes, learned from what it refused; kept as long as the model is open. */
export interface Accepted {
  format: Format;
  tokens: "max_tokens" | "max_completion_tokens" | "none";
  hasTemperature: boolean;
  hasStreamOptions: boolean;
  hasStream: boolean;
  hasSystemRole: boolean;
}

export const acceptsAll = (): Accepted => ({
  format: "schema",
  tokens: "max_tokens",
  hasTemperature: true,
  hasStreamOptions: true,
  hasStream: true,
  hasSystemRole: true,
});

type Body = Record<string, unknown>;

/** A request's body without what the server does not take. */
export function acceptedBody(body: Body, accepted: Accepted): Body {
  const { max_tokens, temperature, stream_options, stream, response_format, messages, ...rest } = body;
  return {
    ...rest,
    messages: accepted.hasSystemRole ? messages : systemAsUser(messages),
    ...(accepted.tokens === "none" || max_tokens === undefined ? {} : { [accepted.tokens]: max_tokens }),
    ...(accepted.hasTemperature && temperature !== undefined ? { temperature } : {}),
    ...(accepted.hasStream ? { stream } : {}),
    ...(accepted.hasStream && accepted.hasStreamOptions && stream_options !== undefined ? { stream_options } : {}),
    ...(response_format === undefined || accepted.format === "text"
      ? {}
      : { response_format: accepted.format === "schema" ? response_format : { type: "json_object" } }),
  };
}

/** Some models' chat templates know no system role; what it says then opens the first message. */
function systemAsUser(messages: unknown): unknown {
  if (!Array.isArray(messages)) return messages;
  const [system, first, ...rest] = messages;
  if (system?.role !== "system" || first?.role !== "user" || typeof first.content !== "string") return messages;
  return [{ role: "user", content: `${system.content}\n\n${first.content}` }, ...rest];
}

const REFUSABLE = new Set([400, 415, 422, 500, 501]);

/** Learns from a refusal; false where it teaches nothing. What the refusal names is tried first, then a plainer format. */
export function learn(accepted: Accepted, { code, facts }: ModelFault, wantsObject: boolean): boolean {
  const { status, vendorText = "" } = facts;
  if (status === undefined || !REFUSABLE.has(status) || code === "MODEL_CREDENTIALS_REFUSED") return false;
  const names = (pattern: RegExp): boolean => pattern.test(vendorText);
  if (accepted.tokens === "max_tokens" && names(/max_completion_tokens/)) {
    accepted.tokens = "max_completion_tokens";
  } else if (
    accepted.tokens !== "none" &&
    names(/(?:unsupported|unknown|unrecognized|unexpected|extra).{0,60}max_(?:completion_)?tokens/i)
  ) {
    accepted.tokens = "none";
  } else if (accepted.hasTemperature && names(/temperature/i)) {
    accepted.hasTemperature = false;
  } else if (accepted.hasStreamOptions && names(/stream_options|include_usage/i)) {
    accepted.hasStreamOptions = false;
  } else if (
    wantsObject &&
    accepted.format !== "text" &&
    names(/response.?format|json.?schema|json.?object|structured|guided|grammar|schema/i)
  ) {
    accepted.format = accepted.format === "schema" ? "object" : "text";
  } else if (accepted.hasStream && names(/\bstream(?:ing)?\b/i)) {
    accepted.hasStream = false;
  } else if (accepted.hasSystemRole && names(/system.{0,20}role|role.{0,20}system|roles must alternate/i)) {
    accepted.hasSystemRole = false;
  } else if (
    wantsObject &&
    accepted.format !== "text" &&
    code === "MODEL_REQUEST_INVALID" &&
    facts.message === undefined
  ) {
    // A refusal that names nothing: the format is what servers of this kind differ in most.
    accepted.format = accepted.format === "schema" ? "object" : "text";
  } else return false;
  return true;
}
