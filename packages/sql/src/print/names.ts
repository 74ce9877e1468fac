import type { DialectTraits } from "./dialect-traits.ts";

/** Words that at least one of the dialects does not take as a bare name. */
const RESERVED = new Set(
  `add all alter analyse analyze and any array as asc asymmetric between both by call case cast check collate column
   condition constraint convert create cross cube current current_date current_time current_timestamp current_user
   database default deferrable delete desc describe distinct do div drop dual else elseif end enum escape except exists
   explain extract false fetch first following for foreign from full function grant group grouping groups having hash if
   ignore in index initially inner insert intersect interval into is join key keys kill lag language last lateral lead
   leading left like limit lines load localtime localtimestamp lock loop match merge mod natural new no not null nulls of
   offset on only option or order outer over overlaps partition placing pivot primary procedure proto qualify range rank
   read recursive references regexp release rename replace respect restrict return returning revoke right rlike rollup row
   row_number rows schema select session_user set show similar some sql starting summarize symmetric system table
   tablesample terminated then to trailing treat trigger true unbounded undo union unique unlock unnest unpivot unsigned
   update usage use user using values variadic varying view when where while window with within write xor year_month`
    .split(/\s+/)
    .filter(Boolean),
);

/** A name as the dialect must see it: bare when that is safe, quoted otherwise. */
export function printName(name: string, traits: DialectTraits): string {
  const isPlain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !RESERVED.has(name.toLowerCase());
  if (isPlain && (!traits.foldsToLower || name === name.toLowerCase())) return name;
  return traits.quote + name.replaceAll(traits.quote, traits.quote + traits.quote) + traits.quote;
}

/** A text literal. Control characters and quotes cannot leave it. */
export function printText(text: string, traits: DialectTraits): string {
  const escaped = traits.hasBackslashEscapes ? text.replaceAll("\\", "\\\\") : text;
  if (traits.quote === "`" && traits.setNames.union !== "UNION")
    return `'${escaped.replaceAll("'", "\\'").replaceAll("\n", "\\n")}'`;
  return `'${escaped.replaceAll("'", "''")}'`;
}
