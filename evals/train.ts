import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { SHIPPED_WEIGHTS, train } from "./training/train.ts";

const USAGE = `npm run engine:train -- <spider-train folder> [--limit N] [--out dir] [--threads N] [--dry-run]
  --limit    questions of each set, spread over all databases
  --out      where ranker.json and its manifest are written instead of packages/engine/data
  --dry-run  only the figures`;

const { values, positionals } = parseArgs({
  options: {
    limit: { type: "string" },
    out: { type: "string" },
    threads: { type: "string" },
    "dry-run": { type: "boolean" },
  },
  allowPositionals: true,
});
const [dir] = positionals;
if (dir === undefined) {
  console.error(USAGE);
  process.exit(2);
}
await train({
  folder: resolve(dir),
  limit: Number(values.limit ?? Number.POSITIVE_INFINITY),
  outDir: values["dry-run"] ? undefined : resolve(values.out ?? SHIPPED_WEIGHTS),
  threads: Number(values.threads ?? 2),
});
