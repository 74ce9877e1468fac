import { seededRandom } from "../random.ts";
import * as keys from "./key-templates.ts";
import { type AskedTable, partsOf, type Template } from "./parts.ts";
import * as periods from "./period-templates.ts";
import type { EventTable } from "./tables.ts";

const TEMPLATES: readonly Template[] = [
  keys.counts,
  keys.sums,
  keys.rankedSums,
  keys.averages,
  keys.single,
  periods.overTime,
  periods.growth,
  periods.running,
  periods.busiest,
  periods.byPart,
  periods.winner,
  keys.topFew,
  keys.topEach,
  keys.shares,
  periods.inPeriod,
  periods.keyInPeriod,
  periods.twoPeriods,
  keys.filtered,
  keys.compared,
  keys.twoKeys,
  keys.distinct,
  periods.busyDays,
  keys.frequentActors,
  keys.ratios,
  keys.worth,
];

const EACH = 2;

/** Every kind of question a few times, none twice; the same for the same table. */
export function askTable(table: EventTable): AskedTable[] {
  const random = seededRandom(table.name.length * 977 + table.keys.length * 31 + table.id.length);
  const parts = partsOf(table, random);
  const found = new Map<string, AskedTable>();
  for (let round = 0; round < EACH; round += 1)
    for (const template of TEMPLATES) {
      const asked = template(table, parts);
      found.set(asked.text, asked);
    }
  return [...found.values()];
}
