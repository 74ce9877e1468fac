import { allOf, blockTables, type Query } from "@parlance/sql";
import type { SetReading } from "./conditions.ts";
import { conditions, finish } from "./finish-query.ts";
import { type Frame, hasAggregate, type Shaped } from "./frame.ts";
import { groupings } from "./groupings.ts";
import { nestedWorths, ratiosPerThing } from "./joined-forms.ts";
import type { Path } from "./lattice.ts";
import { mostFilterQueries } from "./most-filters.ts";
import { type Placed, partsOf } from "./parts.ts";
import { countedGroups, overTimeQueries, rankedPeriods } from "./period-forms.ts";
import { rankedCounts, rankedSums } from "./ranking-forms.ts";
import { type RuleContext, tableScore } from "./rules/rule-context.ts";
import { selections } from "./selections.ts";
import { shareQueries } from "./share-forms.ts";
import { nestedQueries, nestedSums, perGroupQueries, ratioQueries, versusQueries } from "./special-forms.ts";
import { splitQueries } from "./split-conditions.ts";
import { subjectOf } from "./subject.ts";
import { variants, withoutRepeats } from "./variants.ts";

/** A query made from a path, with how natural its form is for these pieces. */
export interface Draft {
  readonly query: Query;
  readonly path: Path;
  readonly bonus: number;
  /** Which of the ways to put the pieces together made it. */
  readonly form: string;
  readonly assumptions: readonly string[];
}

export function assemble(path: Path, context: RuleContext): Draft[] {
  const parts = partsOf(path);
  if (parts.all.length === 0) return [];
  const frame: Frame = { context, parts, subject: subjectOf(parts, context) };
  const shaped = formsOf(frame);
  return shaped.flatMap(({ query, bonus, form, assumptions }) =>
    withAnchors(query, frame).flatMap((anchored) =>
      withoutRepeats(anchored.query, frame).map((single) => ({
        query: single.query,
        path,
        bonus: bonus + anchored.bonus + single.bonus,
        form: single.form === "" ? form : `${form} ${single.form}`,
        assumptions: assumptions ?? [],
      })),
    ),
  );
}

/** A nested figure has only its own form; the others add theirs to the composition of the parts. */
function formsOf(frame: Frame): Shaped[] {
  if (frame.parts.has("overTime")) return overTimeQueries(frame);
  if (frame.parts.has("countedPeriods")) return countedGroups(frame);
  if (frame.parts.has("nested")) return [...nestedWorths(frame), ...nestedQueries(frame), ...rankedSums(frame)];
  const composed = frame.parts.has("share") ? shareQueries(frame) : plainQueries(frame);
  return [...specialQueries(frame), ...composed, ...mostFilterQueries(frame), ...splitQueries(frame, plainQueries)];
}

/** Forms that whole questions have, beside the composition of their parts. */
function specialQueries(frame: Frame): Shaped[] {
  if (frame.parts.has("versus")) return versusQueries(frame);
  if (frame.parts.has("group") && (frame.parts.has("top") || frame.parts.has("frequent")))
    return [...perGroupQueries(frame), ...rankedPeriods(frame)];
  if (!frame.parts.has("group")) return [...rankedSums(frame), ...rankedCounts(frame), ...countedGroups(frame)];
  return [...ratioQueries(frame), ...ratiosPerThing(frame), ...nestedSums(frame)];
}

function plainQueries(frame: Frame): Shaped[] {
  const { parts } = frame;
  const found: Shaped[] = [];
  for (const selection of selections(frame)) {
    for (const grouping of groupings(selection, frame)) {
      for (const where of conditions(frame)) {
        const query = finish({ selection, grouping, condition: where, frame });
        if (!query) continue;
        const bonus = selection.bonus + grouping.bonus + where.bonus;
        const form = `${selection.form} ${grouping.form} ${where.form}`;
        const assumptions = [...(selection.assumptions ?? []), ...grouping.assumptions];
        found.push({ query, bonus, form, assumptions });
        found.push(
          ...variants(query, frame).map((variant) => ({
            ...variant,
            bonus: bonus + variant.bonus,
            form: `${form} ${variant.form}`,
            assumptions,
          })),
        );
        if (where.set && !query.groupBy && !hasAggregate(query.select.map((item) => item.expr)))
          found.push({
            query: setQuery(query, where.set),
            bonus: bonus + where.set.bonus,
            form: `${form} ${where.set.op}`,
            assumptions,
          });
      }
    }
  }
  return found.sort((a, b) => b.bonus - a.bonus).slice(0, parts.all.length > 6 ? 16 : 24);
}

const setQuery = (query: Query, set: SetReading): Query => {
  const { order: _, limit: __, where: ___, ...plain } = query;
  const left = allOf([set.shared, set.left]);
  const right = allOf([set.shared, set.right]);
  return {
    ...plain,
    ...(left ? { where: left } : {}),
    set: {
      op: set.op,
      right: { ...plain, ...(right ? { where: right } : {}), ...(set.anchors ? { anchors: set.anchors } : {}) },
    },
  };
};

/** Entities that were named but own no used column may take part through a join, or be mere decoration. */
function withAnchors(query: Query, frame: Frame): { query: Query; bonus: number }[] {
  if (!frame.parts.has("entity")) return [{ query, bonus: 0 }];
  const used = blockTables(query);
  const named = frame.parts
    .of("entity")
    .flatMap(({ table }: Placed<"entity">) => (used.some((own) => own.table === table.name) ? [] : [table]));
  if (named.length === 0 || query.from) return [{ query, bonus: 0 }];
  const idle = [...new Set(named)];
  const anchors = idle.map((table) => table.name);
  const add = (inner: Query): Query => ({ ...inner, anchors: [...new Set([...(inner.anchors ?? []), ...anchors])] });
  const anchored = query.set ? { ...add(query), set: { ...query.set, right: add(query.set.right) } } : add(query);
  const strength = idle.reduce((sum, table) => sum + tableScore(frame.context, table), 0) / idle.length;
  return [
    { query: anchored, bonus: 0.05 * strength },
    { query, bonus: -0.15 * strength },
  ];
}
