import type { ChartKind } from "@parlance/core";

/** A question without its words about drawing, each replaced by blanks so that places in it stay the same. */
export interface ChartWish {
  readonly question: string;
  /** Undefined where no kind is named. */
  readonly kind: ChartKind | undefined;
}

const KINDS: readonly (readonly [pattern: string, kind: ChartKind])[] = [
  ["stacked (?:bar|column|area)s?|stacked", "stacked"],
  ["pie|donut|doughnut", "pie"],
  ["bar|column|bars|columns", "bar"],
  ["line|lines", "line"],
  ["area", "area"],
  ["scatter|scatter ?plot|bubble", "scatter"],
  ["histogram", "histogram"],
  ["heat ?map", "heatmap"],
  ["table", "table"],
];
const KIND = `(?<kind>${KINDS.map(([pattern]) => pattern).join("|")})`;
const DRAWING = "(?:chart|graph|plot|diagram)s?";

/** Where the words about drawing stand, first match first. */
const PATTERNS: readonly RegExp[] = [
  // "... as a pie chart", "in a bar graph", "show as bar"
  new RegExp(
    `,?\\s*\\b(?:shown |drawn |displayed |plotted |and )?(?:show(?: it| this| them)? |draw(?: it| this)? |display(?: it)? |plot(?: it)? )?(?:as|in|on|with|using) (?:an? )?${KIND}(?: ?${DRAWING})?(?=\\s*[?.!]?$|\\s*,|\\s+(?:for|of|by|per|over))`,
    "i",
  ),
  new RegExp(`,?\\s*\\b(?:as|in|on|with|using) (?:an? )?${DRAWING}(?=\\s*[?.!]?$)`, "i"),
  // "bar chart of ...", "show me a line graph of ..."
  new RegExp(
    `^\\s*(?:(?:please )?(?:show|give|draw|make|create|plot|build)(?: me| us)? )?(?:an? |the )?${KIND} ?${DRAWING} (?:of|for|with|showing) `,
    "i",
  ),
  /^\s*(?:(?:please )?(?:show|give|draw|make|create|plot|build)(?: me| us)? )?(?:an? |the )?(?<kind>histogram|heat ?map|scatter ?plot) (?:of|for|with|showing) /i,
  new RegExp(
    `^\\s*(?:(?:please )?(?:show|give|draw|make|create|build)(?: me| us)? )?(?:an? |the )?${DRAWING} (?:of|for|with|showing) `,
    "i",
  ),
  // "... pie chart" at the end
  new RegExp(`,?\\s+(?:an? )?${KIND} ${DRAWING}(?=\\s*[?.!]?$)`, "i"),
  // "plot ...", "visualise ..."
  /^\s*(?:please )?(?:can you )?(?:plot|graph|chart|draw|visuali[sz]e)(?: me| us)? (?=\S)/i,
];

/** Kinds that show single rows, which a bare measure would otherwise be added up for. */
const OF_ROWS: ReadonlySet<ChartKind> = new Set(["histogram", "scatter"]);

export function readChartWish(question: string): ChartWish {
  for (const pattern of PATTERNS) {
    const match = pattern.exec(question);
    if (!match) continue;
    const kind = kindOf(match.groups?.["kind"]);
    const lead = kind && OF_ROWS.has(kind) && match.index === 0 ? "list" : "";
    const blank = lead.padEnd(match[0].length, " ");
    const rest = question.slice(0, match.index) + blank + question.slice(match.index + match[0].length);
    return rest.trim() === ""
      ? { question, kind: undefined }
      : { question: rest, kind: kind ?? overTime(rest, match[0]) };
  }
  return { question, kind: undefined };
}

const kindOf = (word: string | undefined): ChartKind | undefined =>
  word === undefined ? undefined : KINDS.find(([pattern]) => new RegExp(`^(?:${pattern})$`, "i").test(word))?.[1];

/** "plot sales over time" is a line, said in other words. */
const overTime = (question: string, verb: string): ChartKind | undefined =>
  /plot|graph|draw|visuali|chart/i.test(verb) && /\bover time\b|\btrend\b/i.test(question) ? "line" : undefined;
