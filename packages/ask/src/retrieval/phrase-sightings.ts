import type { PreparedSource } from "@parlance/engine";
import type { QuestionTerm } from "./question-terms.ts";
import type { Sighting } from "./sightings.ts";
import type { TablePlaces } from "./table-places.ts";

/** Tables and columns that the team's own words lead to. */
export function phraseSightings(
  terms: readonly QuestionTerm[],
  names: PreparedSource["names"],
  places: TablePlaces,
): readonly Sighting[] {
  const asked = new Map(terms.map((term) => [term.stem, term.at]));
  return terms.flatMap(({ stem }) =>
    (names.byStem.get(stem) ?? []).flatMap(({ level, stems, target }): Sighting[] => {
      if (level !== "alias" || stems[0] !== stem || !stems.every((word) => asked.has(word))) return [];
      const at = new Set(stems.flatMap((word) => asked.get(word) ?? []));
      const table = target.kind === "table" ? target.table.name : target.column.table.name;
      const place = places.find(table, target.kind === "table" ? undefined : target.column.name);
      return place ? [{ ...place, at, score: 1 }] : [];
    }),
  );
}
