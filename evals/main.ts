import { compileLater } from "../apps/server/src/adapters/compile-later.ts";
import { runBusinesses } from "./businesses/command.ts";
import { runCsv } from "./csv/command.ts";
import { runRoundTrip } from "./gold/round-trip-command.ts";
import { runPeople } from "./people/command.ts";
import { runPhenomena } from "./phenomena/command.ts";
import { runProducts } from "./products/command.ts";
import { runRetrieval } from "./retrieval/command.ts";
import { runVectorTimes } from "./retrieval/vector-times.ts";
import { runSamples } from "./samples/command.ts";
import { runSpider } from "./spider/command.ts";
import { runStrangers } from "./strangers/command.ts";
import { runUnanswerable } from "./unanswerable/command.ts";
import { runUnnamed } from "./unnamed/command.ts";
import { runWording } from "./wording/command.ts";

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  spider: runSpider,
  csv: runCsv,
  samples: runSamples,
  phenomena: runPhenomena,
  people: runPeople,
  products: runProducts,
  strangers: runStrangers,
  businesses: runBusinesses,
  unnamed: runUnnamed,
  wording: runWording,
  unanswerable: runUnanswerable,
  "round-trip": runRoundTrip,
  retrieval: runRetrieval,
  "vector-times": runVectorTimes,
};

// As the server does, so that latencies are those of the product.
compileLater();

const [name = "", ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) {
  console.error(`Usage: npm run eval -- ${Object.keys(COMMANDS).join("|")} ... (see evals/README.md)`);
  process.exit(2);
}
await command(args);
