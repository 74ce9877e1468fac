import { peopleColumns, saysPerson } from "../schema/people.ts";
import type { SchemaModel, TableModel } from "../schema/schema-model.ts";
import type { Token } from "../text/tokens.ts";
import type { Mentions, TableMention } from "./find-mentions.ts";

const ANYBODY = /^(?:persons?|people|staff|workers?|employees?)$/;
const AT_WORK = /^(?:staff|workers?|employees?|paid|hired|work|works|working|employed|earn|earns|salary)$/;
const OF_STAFF = /^(?:salary|wage|hire|hired)$/;

const known = new WeakMap<SchemaModel, readonly TableModel[]>();

/** Tables whose rows are people by what they are called. */
function tablesOfPeople(schema: SchemaModel): readonly TableModel[] {
  const earlier = known.get(schema);
  if (earlier) return earlier;
  const people = peopleColumns(schema);
  const found = schema.tables.filter((table) => {
    const [own] = table.nameColumns;
    return own !== undefined && saysPerson(table.words) && people.get(table)?.includes(own) === true;
  });
  known.set(schema, found);
  return found;
}

function tableMeant(tokens: readonly Token[], schema: SchemaModel): TableModel | undefined {
  const [only, ...more] = tablesOfPeople(schema);
  if (more.length === 0) return only;
  if (!tokens.some(({ low }) => AT_WORK.test(low))) return undefined;
  const [staff, ...others] = tablesOfPeople(schema).filter(({ columns }) =>
    columns.some(({ words }) => words.some((word) => OF_STAFF.test(word))),
  );
  return others.length === 0 ? staff : undefined;
}

const SCORE = 0.8;

/** "The highest paid person", "how many people": in several tables, whoever the rows of the only table of people are. */
export function withAnybody(mentions: Mentions, tokens: readonly Token[], schema: SchemaModel): Mentions {
  if (schema.tables.length < 2 || !tokens.some(({ low }) => ANYBODY.test(low))) return mentions;
  const table = tableMeant(tokens, schema);
  if (!table) return mentions;
  const isFree = ({ index, low }: Token): boolean =>
    ANYBODY.test(low) &&
    (mentions.tables[index] ?? []).length === 0 &&
    !(mentions.columns[index] ?? []).some(({ level }) => level === "full");
  const said = tokens.filter(isFree);
  if (said.length === 0) return mentions;
  const mentionAt = ({ index }: Token): TableMention => ({
    kind: "table",
    table,
    start: index,
    end: index + 1,
    score: SCORE,
    level: "full",
    isSynonym: true,
  });
  return {
    ...mentions,
    tables: mentions.tables.map((list, index) => {
      const token = said.find((other) => other.index === index);
      return token ? [...list, mentionAt(token)] : list;
    }),
    tableScore: new Map([...mentions.tableScore, [table.id, Math.max(SCORE, mentions.tableScore.get(table.id) ?? 0)]]),
  };
}
