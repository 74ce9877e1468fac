import { type BenchRow, meetsBar } from "./bench-row.ts";

const HEADINGS = ["what", "ours", "bare engine", "ratio", "bar", "met", "notes"] as const;

const VERDICTS: ReadonlyMap<boolean | null, string> = new Map([
  [true, "yes"],
  [false, "no"],
]);

const round = (value: number): string =>
  value.toLocaleString("en-US", { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });

function barText({ bar, unit }: BenchRow): string {
  if (bar.kind === "none") return "";
  if (bar.kind === "limit") return `≤ ${round(bar.limit)} ${unit}`;
  return bar.plus ? `${bar.ratio}x + ${round(bar.plus)} ${unit}` : `${bar.ratio}x`;
}

function cells(row: BenchRow): string[] {
  const { bare, ours, unit } = row;
  return [
    row.name,
    `${round(ours)} ${unit}`,
    bare === null ? "" : `${round(bare)} ${unit}`,
    bare === null || bare === 0 ? "" : `${(ours / bare).toFixed(2)}x`,
    barText(row),
    VERDICTS.get(meetsBar(row)) ?? "",
    row.notes,
  ];
}

export function terminalTable(rows: readonly BenchRow[]): string {
  const lines = [[...HEADINGS], ...rows.map(cells)];
  const widths = HEADINGS.map((_, i) => Math.max(...lines.map((line) => (line[i] ?? "").length)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export function markdownTable(rows: readonly BenchRow[]): string {
  const line = (parts: readonly string[]): string =>
    `| ${parts.map((part) => part.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(HEADINGS), line(HEADINGS.map(() => "---")), ...rows.map((row) => line(cells(row)))].join("\n");
}
