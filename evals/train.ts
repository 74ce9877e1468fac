import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { train } from "./training/train.ts";

const USAGE = "npm run engine:train -- <spider-train folder> [--limit N] [--dry-run]";

const { values, positionals } = parseArgs({
  options: { limit: { type: "string" }, "dry-run": { type: "boolean" } },
  allowPositionals: true,
});
const [dir] = positionals;
if (dir === undefined) {
  console.error(USAGE);
  process.exit(2);
}
await train(resolve(dir), Number(values.limit ?? Number.POSITIVE_INFINITY), values["dry-run"] === true);
