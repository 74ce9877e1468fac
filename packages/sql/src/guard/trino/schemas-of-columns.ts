import type { TableSpot } from "../restrict/restrict-statement.ts";
import { codePointOffset } from "./parse-trino.ts";
import { type TreeNode, tokensOf } from "./tree.ts";

/**
 * The spot with what stands in front of its table in columns that are written out in full: shop.orders.id. A query in
 * the table's place has no schema, so that it goes.
 */
export function withoutSchemas(sql: string, spot: TableSpot, tree: TreeNode, schemas: ReadonlySet<string>): TableSpot {
  if (spot.alias !== undefined || spot.rowName === undefined) return spot;
  const table = bareName(spot.rowName);
  const found = pathsIn(tree)
    .map((path) => path.map(({ text, start }) => ({ name: bareName(text ?? ""), start })))
    .flatMap((path) => {
      const at = path.findIndex(
        ({ name }, i) => i > 0 && i < path.length - 1 && name === table && schemas.has(path[i - 1]?.name ?? ""),
      );
      // A schema, or a catalog and a schema; a longer path begins with a column.
      const [first, named] = [path[0], path[at]];
      if (at < 1 || at > 2 || first === undefined || named === undefined) return [];
      return [{ start: codePointOffset(sql, first.start), end: codePointOffset(sql, named.start) }];
    });
  return found.length === 0 ? spot : { ...spot, dropped: [...(spot.dropped ?? []), ...found] };
}

interface Word {
  readonly text?: string | null;
  readonly start: number;
}

/** Runs of names with dots between them. */
function pathsIn(tree: TreeNode): readonly (readonly Word[])[] {
  const paths: Word[][] = [];
  let isAfterDot = false;
  let isAfterName = false;
  for (const token of tokensOf(tree)) {
    const isDot = token.text === ".";
    const isName = !isDot && /^[\p{L}_"]/u.test(token.text ?? "");
    if (isName && isAfterDot) paths.at(-1)?.push(token);
    else if (isName) paths.push([token]);
    isAfterDot = isDot && isAfterName;
    isAfterName = isName;
  }
  return paths.filter(({ length }) => length > 2);
}

const bareName = (text: string): string =>
  (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text).toLowerCase();
