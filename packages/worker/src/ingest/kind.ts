import { open } from "node:fs/promises";
import { extname } from "node:path";

/** What a file is, by its first bytes, then its text, then its name. Workbook kinds that we do not read have their own words. */
export type SniffedKind =
  | "csv"
  | "xlsx"
  | "ods"
  | "json"
  | "parquet"
  | "sqlite"
  | "duckdb"
  | "gzip"
  | "compoundDocument"
  | "zip"
  | "document"
  | "markup"
  | "binary";

const PEEK_BYTES = 64 * 1024;

export async function sniffKind(path: string, fileName: string): Promise<SniffedKind> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(PEEK_BYTES);
    const { bytesRead } = await file.read(buffer, 0, PEEK_BYTES, 0);
    return kindOfBytes(buffer.subarray(0, bytesRead), fileName);
  } finally {
    await file.close();
  }
}

const MAGIC: readonly { readonly kind: SniffedKind; readonly bytes: string; readonly offset: number }[] = [
  { kind: "parquet", bytes: "PAR1", offset: 0 },
  { kind: "sqlite", bytes: "SQLite format 3\0", offset: 0 },
  { kind: "duckdb", bytes: "DUCK", offset: 8 },
  { kind: "gzip", bytes: "\x1f\x8b", offset: 0 },
  { kind: "document", bytes: "%PDF-", offset: 0 },
  { kind: "document", bytes: "{\\rtf", offset: 0 },
  { kind: "compoundDocument", bytes: "\xd0\xcf\x11\xe0", offset: 0 },
];

function kindOfBytes(head: Buffer, fileName: string): SniffedKind {
  for (const { kind, bytes, offset } of MAGIC) {
    if (head.toString("latin1", offset, offset + bytes.length) === bytes) return kind;
  }
  if (head.toString("latin1", 0, 4) === "PK\x03\x04" || head.toString("latin1", 0, 4) === "PK\x05\x06") {
    return kindOfZip(head.toString("latin1"), fileName);
  }
  if (isBinary(head)) return "binary";
  if (/^\s*<(!doctype|html|\?xml|svg|table)\b/i.test(head.toString("latin1", 0, 200).replace(/^\xef\xbb\xbf/, "")))
    return "markup";
  return looksLikeJson(head, fileName) ? "json" : "csv";
}

function kindOfZip(head: string, fileName: string): SniffedKind {
  if (head.includes("opendocument.spreadsheet")) return "ods";
  if (/opendocument\.(text|presentation)|(^|[^a-z])(word|ppt)\//.test(head) && !head.includes("xl/")) return "document";
  if (head.includes("[Content_Types].xml") || head.includes("xl/")) return "xlsx";
  const ending = extname(fileName).toLowerCase();
  return ending === ".xlsx" || ending === ".xlsm" ? "xlsx" : "zip";
}

/** Control characters that no text file holds; zeros may be UTF-16 or mere dirt and do not count alone. */
function isBinary(head: Buffer): boolean {
  if (head[0] === 0xff && head[1] === 0xfe) return false;
  if (head[0] === 0xfe && head[1] === 0xff) return false;
  let control = 0;
  for (const byte of head) if (byte < 32 && byte !== 0 && !TEXT_CONTROLS.has(byte)) control++;
  return control > head.length * 0.02;
}

/** Tab, line feed, form feed, carriage return, and the separators of old exports. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([1, 9, 10, 12, 13, 26, 30, 31]);

function looksLikeJson(head: Buffer, fileName: string): boolean {
  const text = head
    .toString("utf8")
    .replaceAll("\0", "")
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (/^\{\s*("|\}|$)/.test(text)) return true;
  if (/^\[\s*([{["\]\d-]|true|false|null|$)/.test(text)) return !/^\[[^\]"{]*\][^\],\s]/.test(text);
  return /\.(json|ndjson|jsonl|geojson)$/i.test(fileName.replace(/\.gz$/i, ""));
}
