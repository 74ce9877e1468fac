import { readFileSync, writeFileSync } from "node:fs";
import { type CorpusResult, HAS_CORPUS, judgeCorpus } from "./corpus-table.ts";

/**
 * Writes the table of docs/guard.md: the shared corpus through `parlance guard`, by dialect.
 *   npx tsx tools/guard/write-guard-page.ts
 */
const PAGE = new URL("../../docs/guard.md", import.meta.url);
const [BEGIN, END] = ["<!-- corpus table: begin -->", "<!-- corpus table: end -->"];

const HEADER = `| dialect | attacks | refused | left to limits | through | legitimate reads | refused | harmless, offered | harmless, not offered |
| --- | --: | --: | --: | --: | --: | --: | --: | --: |`;

const row = (result: CorpusResult): string =>
  `| ${[
    result.dialect,
    result.attacks,
    result.refused,
    result.leftToLimits.length,
    result.through.length,
    result.reads,
    result.readsRefused.length,
    result.offered,
    result.notOffered.length,
  ].join(" | ")} |`;

if (!HAS_CORPUS) throw new Error("The corpus is not there: ../shared/attacks");
const results = await judgeCorpus();
const table = [HEADER, ...results.map(row)].join("\n");
const page = readFileSync(PAGE, "utf8");
const [start, end] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
writeFileSync(PAGE, `${page.slice(0, start)}\n\n${table}\n\n${page.slice(end)}`);
console.log(table);
for (const { dialect, leftToLimits } of results) console.log(`${dialect} left to limits: ${leftToLimits.join(" ")}`);
