import type { KnowledgeBody } from "@parlance/core";
import { Document, isNode, LineCounter, parseDocument } from "yaml";
import { keyOf } from "../key-of.ts";
import { knowledgeDocument } from "./document-schema.ts";
import { fromDocument, type Place } from "./from-document.ts";
import { toDocument } from "./to-document.ts";

/** Something in a file that keeps it from being read. */
export interface YamlProblem {
  /** Where, such as "metrics.0.figure.column"; empty for the file as a whole. */
  readonly field: string;
  /** From 1; 0 where it cannot be told. */
  readonly line: number;
  readonly message: string;
}

export interface ReadEntry {
  readonly body: KnowledgeBody;
  readonly field: string;
  readonly line: number;
}

export type ReadYaml =
  | { readonly entries: readonly ReadEntry[]; readonly problems: readonly [] }
  | { readonly entries: readonly []; readonly problems: readonly YamlProblem[] };

const HEAD = " What people know about this source. See the how-to guide on writing knowledge files.";

/** The same entries always give the same text, whatever order they are in. */
export function writeYaml(bodies: readonly KnowledgeBody[]): string {
  const document = new Document(toDocument(bodies), { aliasDuplicateObjects: false });
  document.commentBefore = HEAD;
  return document.toString({ lineWidth: 0, indent: 2 });
}

/** Reads a whole file or tells everything that is wrong with it, line by line. */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const broken = document.errors.map((error) => ({
    field: "",
    line: lines.linePos(error.pos[0]).line,
    message: error.message,
  }));
  if (broken.length > 0) return { entries: [], problems: broken };
  const lineOf = (place: Place): number => {
    for (let length = place.length; length > 0; length -= 1) {
      const node = document.getIn(place.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return document.contents?.range ? lines.linePos(document.contents.range[0]).line : 0;
  };
  const parsed = knowledgeDocument.safeParse(plainData(document));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const place = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
      return { field: place.join("."), line: lineOf(place), message: issue.message };
    });
    return { entries: [], problems };
  }
  const entries = fromDocument(parsed.data).map(({ body, at }) => ({ body, field: at.join("."), line: lineOf(at) }));
  const twice = repeated(entries);
  return twice.length > 0 ? { entries: [], problems: twice } : { entries, problems: [] };
}

/** Anchors are for people who want to save typing; a file that multiplies itself is none of ours. */
function plainData(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function repeated(entries: readonly ReadEntry[]): YamlProblem[] {
  const first = new Map<string, ReadEntry>();
  const problems: YamlProblem[] = [];
  for (const entry of entries) {
    const key = keyOf(entry.body);
    const before = first.get(key);
    if (before === undefined) first.set(key, entry);
    else problems.push({ field: entry.field, line: entry.line, message: `Said already in line ${before.line}.` });
  }
  return problems;
}
