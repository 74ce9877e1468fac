import type { Answer, Disclosure, Reading, Receipt } from "@parlance/core";
import type { CliIo } from "../cli-io.ts";
import { renderChart } from "../render/chart.ts";
import { renderTable } from "../render/table.ts";

const DEFAULT_ROWS = 25;
/** Where output goes to a file, charts are drawn for a page of this width. */
const PAGE_WIDTH = 100;
const MAX_INSIGHTS = 2;

/** An answer for a person: the sentence, the rows, a chart, and how the question was read. */
export function answerText(answer: Answer, maxRows: number | undefined, io: CliIo): string {
  const { result } = answer;
  const parts = [io.paint("bold", answer.sentence), trustLine(answer, io), doubt(answer)];
  if (result !== null && result.columns.length > 0) {
    const options = { width: io.width, maxRows: maxRows ?? DEFAULT_ROWS, rowCount: result.rowCount, paint: io.paint };
    parts.push(renderTable(result.columns, result.rows, options));
    const size = { width: Math.min(io.width, PAGE_WIDTH), paint: io.paint };
    const chart = renderChart(answer.chart, result.columns, result.rows, size);
    if (chart !== null) parts.push(chart);
  }
  const insights = answer.insights.slice(0, MAX_INSIGHTS).map(({ sentence }) => `Also: ${sentence}`);
  if (insights.length > 0) parts.push(insights.join("\n"));
  parts.push(...reasons(answer).map((line) => io.paint("dim", line)));
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

const TRUST_WORDS = {
  verified: "Verified",
  checked: "Checked",
  caution: "Look twice",
  unchecked: "Unchecked",
} as const;

/** The badge in a word, and what it rests on. */
function trustLine({ trust, result }: Answer, io: CliIo): string {
  if (result === null) return "";
  const colour = trust.level === "caution" ? "yellow" : trust.level === "unchecked" ? "dim" : "green";
  return `${io.paint(colour, TRUST_WORDS[trust.level])}: ${trust.summary}`;
}

/** An unsure answer must not look like a sure one. */
function doubt({ verdict, question, spans }: Answer): string {
  if (verdict !== "confirm") return "";
  const unread = spans
    .filter(({ role }) => role === "unused")
    .map(({ start, end }) => `"${question.slice(start, end)}"`);
  const why =
    unread.length === 0
      ? "Please check how the question was read"
      : `I made nothing of ${unread.join(", ")}; please check how the rest was read`;
  return `Not sure. ${why}, below the rows.`;
}

function reasons({ explanation, assumptions, sql, alternatives, result, receipt }: Answer): string[] {
  const lines = explanation === "" ? [] : [explanation];
  lines.push(...assumptions.map((assumption) => `Assumed: ${assumption}`));
  lines.push(...modelLines(receipt));
  if (result?.isTruncated) lines.push("The result was cut at a limit.");
  if (sql !== null) lines.push(sql);
  if (alternatives.length > 0) lines.push(`Other readings (--reading 2 and up):\n${listReadings(alternatives, 2)}`);
  return lines.length === 0 ? [] : [lines.join("\n")];
}

/** What left this machine must not go unsaid. */
const modelLines = (receipt: Receipt | null): string[] =>
  (receipt?.models ?? []).map(
    ({ model, provider, disclosure, inputTokens, outputTokens }) =>
      `Asked ${model || provider} (told: ${DISCLOSED[disclosure]}; ${inputTokens} tokens in, ${outputTokens} out)${receipt?.draftedBy === "model" ? ", which wrote the SQL" : ""}.`,
  );

const DISCLOSED: Readonly<Record<Disclosure, string>> = {
  full: "names and sample values",
  schema: "names only",
  aggregates: "names and figures",
  nothing: "nothing",
};

/** Readings by their numbers; one that reads like another before it keeps its number and is not listed. */
export function listReadings(readings: readonly Reading[], first: number): string {
  const words = readings.map((reading) => reading.explanation || (reading.difference ?? ""));
  const lines = words.map((text, i) => (words.indexOf(text) === i ? `  ${first + i}  ${text}` : ""));
  return lines.filter(Boolean).join("\n");
}
