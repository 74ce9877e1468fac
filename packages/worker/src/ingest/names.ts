/** Makes `name` unique among `taken` without regard to case, by adding _2, _3, and so on. */
export function uniqueName(name: string, taken: Iterable<string>): string {
  const used = new Set([...taken].map((word) => word.toLowerCase()));
  if (!used.has(name.toLowerCase())) return name;
  for (let n = 2; ; n++) {
    const candidate = `${name}_${n}`;
    if (!used.has(candidate.toLowerCase())) return candidate;
  }
}

const MAX_NAME_CHARACTERS = 60;

/**
 * A table name a person recognises and can type: "Q3 Sales (final).csv" becomes q3_sales_final.
 * Letters of any script are kept; the file's ending and everything that needs quoting goes.
 */
export function tableName(label: string, taken: Iterable<string>): string {
  const words = label
    .normalize("NFKC")
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "")
    .toLowerCase()
    .slice(0, MAX_NAME_CHARACTERS)
    .replace(/_+$/, "");
  const name = words === "" ? "table" : /^\d/.test(words) ? `t_${words}` : words;
  return uniqueName(name, taken);
}

/** The file's name without folders and without endings such as .csv or .csv.gz. */
export function fileLabel(fileName: string): string {
  const base = fileName.split(/[/\\]/).at(-1) ?? fileName;
  return base.replace(
    /(\.(csv|tsv|tab|txt|psv|xlsx|xlsm|xls|xlsb|ods|jsonl?|ndjson|geojson|parquet|pq|sqlite3?|db3?|duckdb|ddb|gz))+$/i,
    "",
  );
}

/** Column names as the person wrote them: trimmed, line breaks made spaces, never empty, unique without case. */
export function columnNames(raw: readonly string[]): string[] {
  const seen = new Set<string>();
  return raw.map((text, index) => {
    const cleaned = text
      .replace(/[\s\0\uFEFF]+/g, " ")
      .trim()
      .slice(0, 200)
      .trim();
    const name = uniqueName(cleaned === "" ? `column_${index + 1}` : cleaned, seen);
    seen.add(name);
    return name;
  });
}
