/**
 * A model that declined, told in events that the vendors' clients pass over: OpenAI writes a refusal beside the text,
 * Google answers a blocked prompt with no reply at all.
 */
export function isRefusal(event: unknown): boolean {
  if (/^response\.refusal\./.test(String(field(event, "type")))) return true;
  const blocked = field(field(event, "promptFeedback"), "blockReason");
  const [choice] = list(field(event, "choices"));
  const refusal = field(field(choice, "delta"), "refusal");
  return [blocked, refusal].some((text) => typeof text === "string" && text !== "");
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
