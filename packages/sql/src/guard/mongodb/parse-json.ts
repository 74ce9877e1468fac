import { stop } from "../refusal.ts";
import type { JsonEntry, JsonNode } from "./json-node.ts";

/** The server itself stops at 100 levels. */
const MAX_DEPTH = 100;
const BLANK = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/uy;
const WORDS = { true: true, false: false } as const;

/**
 * Reads a JSON text by its grammar, with places, and refuses what readers of JSON disagree about: a key that comes twice
 * in one object, and keys that mean something to the program that reads them.
 */
export function parseJson(text: string): JsonNode {
  const parser = new JsonParser(text);
  const node = parser.value(0);
  parser.end();
  return node;
}

class JsonParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonNode {
    this.#match(BLANK);
    const start = this.#at;
    if (depth > MAX_DEPTH) stop("too-deep", "The query is nested too deeply.", start);
    const ended = <T extends object>(node: T) => ({ ...node, start, end: this.#at });
    if (this.#take("{")) return ended({ kind: "object", entries: this.#entries(depth) });
    if (this.#take("[")) return ended({ kind: "array", items: this.#items(depth) });
    if (this.#text[start] === '"') return ended({ kind: "string", value: this.#string() });
    if (this.#take("null")) return ended({ kind: "null" });
    for (const [word, value] of Object.entries(WORDS)) {
      if (this.#take(word)) return ended({ kind: "boolean", value });
    }
    const number = this.#match(NUMBER);
    return number === null || number === "" ? this.#fail() : ended({ kind: "number", value: Number(number) });
  }

  end(): void {
    this.#match(BLANK);
    if (this.#at < this.#text.length) this.#fail();
  }

  #items(depth: number): readonly JsonNode[] {
    return this.#list("]", () => this.value(depth + 1));
  }

  #entries(depth: number): readonly JsonEntry[] {
    const seen = new Set<string>();
    return this.#list("}", () => this.#entry(depth, seen));
  }

  #entry(depth: number, seen: Set<string>): JsonEntry {
    const start = this.#at;
    const key = this.#string();
    if (seen.has(key)) stop("duplicate-key", `The key ${JSON.stringify(key)} comes twice.`, start);
    if (key === "__proto__" || key.includes("\0")) {
      stop("operator-not-allowed", `The key ${JSON.stringify(key)} is not allowed.`, start);
    }
    seen.add(key);
    this.#match(BLANK);
    if (!this.#take(":")) this.#fail();
    return { key, start, value: this.value(depth + 1) };
  }

  #list<T>(close: string, read: () => T): readonly T[] {
    const found: T[] = [];
    this.#match(BLANK);
    if (this.#take(close)) return found;
    for (;;) {
      this.#match(BLANK);
      found.push(read());
      this.#match(BLANK);
      if (this.#take(close)) return found;
      if (!this.#take(",")) this.#fail();
    }
  }

  #string(): string {
    const quoted = this.#match(STRING);
    return quoted === null ? this.#fail() : String(JSON.parse(quoted));
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }

  #fail(): never {
    const message = 'A query is one JSON object such as {"aggregate": "orders", "pipeline": []}.';
    return stop("not-json", message, this.#at);
  }
}
