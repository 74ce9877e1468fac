import { oneLine } from "../prompts/data-text.ts";

/** The form asked of a model: flat, every field there, so that every vendor's way of asking for JSON can hold it. */
export const DRAFT_OUTPUT = {
  name: "draft",
  schema: {
    type: "object",
    additionalProperties: false,
    required: ["plan", "kind", "sql", "reading", "assumptions", "tables", "message", "choices"],
    properties: {
      plan: { type: "string" },
      kind: { type: "string", enum: ["sql", "clarify", "cannot", "words"] },
      sql: { type: "string" },
      reading: { type: "string" },
      assumptions: { type: "array", items: { type: "string" } },
      tables: { type: "array", items: { type: "string" } },
      message: { type: "string" },
      choices: { type: "array", items: { type: "string" } },
    },
  },
} as const;

/** What a model said, read as a stranger's data: known fields only, plain text of limited length. */
export type DraftReply =
  | {
      readonly kind: "sql";
      readonly sql: string;
      readonly reading: string;
      readonly assumptions: readonly string[];
    }
  | { readonly kind: "clarify"; readonly message: string; readonly choices: readonly string[] }
  | { readonly kind: "cannot" | "words"; readonly message: string };

const MAX_SQL = 20_000;
const MAX_MESSAGE = 600;
const MAX_READING = 400;
const MAX_LINE = 200;
const MAX_ASSUMPTIONS = 5;
const MAX_CHOICES = 3;

/** Null when the reply is not in the form that was asked for. */
export function readReply(object: unknown): DraftReply | null {
  if (typeof object !== "object" || object === null || Array.isArray(object)) return null;
  const field = (name: string): unknown => Object.getOwnPropertyDescriptor(object, name)?.value;
  const sql = statementText(field("sql"));
  const message = textOf(field("message"), MAX_MESSAGE);
  const kind = field("kind") ?? (sql === "" ? "cannot" : "sql");
  if (kind === "sql") {
    if (sql === "" || sql.length > MAX_SQL) return null;
    const assumptions = textsOf(field("assumptions"), MAX_ASSUMPTIONS);
    return { kind, sql, reading: textOf(field("reading"), MAX_READING), assumptions };
  }
  if (message === "") return null;
  if (kind === "clarify") return { kind, message, choices: textsOf(field("choices"), MAX_CHOICES) };
  return kind === "cannot" || kind === "words" ? { kind, message } : null;
}

const textOf = (value: unknown, max: number): string => (typeof value === "string" ? oneLine(value, max) : "");

const textsOf = (value: unknown, max: number): string[] =>
  Array.isArray(value)
    ? value
        .map((item) => textOf(item, MAX_LINE))
        .filter(Boolean)
        .slice(0, max)
    : [];

/** Without the fence and the final semicolon that models like to add. */
function statementText(value: unknown): string {
  if (typeof value !== "string") return "";
  const inner = /^\s*```[a-z]*\s*\n([\s\S]*?)\n?\s*```\s*$/i.exec(value)?.[1] ?? value;
  return inner.trim().replace(/;\s*$/, "").trim();
}
