import type { ColumnModel, SchemaModel, TableModel } from "./schema-model.ts";

const PERSON_WORDS = new Set(
  "person people player winner holder director writer artist athlete driver rider captain coach manager author minister president mayor candidate actor performer singer champion skipper incumbent governor king head chairman student pupil teacher professor instructor faculty lecturer staff employee worker customer client member user patient physician doctor nurse guest visitor host reviewer journalist scientist engineer technician architect pilot gymnast swimmer wrestler climber perpetrator owner founder donor donator editor composer musician band agent tenant resident passenger voter delegate individual friend inventor leader builder nominee contestant participant competitor speaker tutor rep representative salesperson seller buyer clerk cashier assignee consultant recruiter".split(
    " ",
  ),
);

/** Columns that only people have. */
const OF_PEOPLE = new Set(
  "age gender sex birth birthday dob birthdate surname forename lname fname hometown".split(" "),
);

const singular = (word: string): string => (word.length > 3 ? word.replace(/s$/, "") : word);

export const isPersonWord = (word: string): boolean => PERSON_WORDS.has(word);

export const saysPerson = (words: readonly string[]): boolean => {
  const last = words.at(-1) ?? "";
  return isPersonWord(last) || isPersonWord(singular(last));
};

const isOfPeople = (table: TableModel): boolean =>
  saysPerson(table.words) || table.columns.some(({ words }) => words.some((word) => OF_PEOPLE.has(word)));

const JOBS = new Set("title job position role rank".split(" "));
const isJob = ({ words }: ColumnModel): boolean => words.some((word) => JOBS.has(word));

const NAMES = new Set(["name", "names"]);

/** "director", "winner_name", "directed_by" */
const isOneOfPeople = ({ refTable, type, role, words }: ColumnModel): boolean => {
  if (type !== "text" || (role === "id" && refTable === undefined) || role === "free") return false;
  if (words.at(-1) === "by" && words.length > 1) return true;
  const said = NAMES.has(words.at(-1) ?? "") ? words.slice(0, -1) : words;
  return said.length > 0 && saysPerson(said);
};

const known = new WeakMap<SchemaModel, ReadonlyMap<TableModel, readonly ColumnModel[]>>();

/** The columns of each table that say who somebody is. */
export function peopleColumns(schema: SchemaModel): ReadonlyMap<TableModel, readonly ColumnModel[]> {
  const earlier = known.get(schema);
  if (earlier) return earlier;
  const found = new Map<TableModel, readonly ColumnModel[]>();
  for (const table of schema.tables) {
    const own = isOfPeople(table) ? table.nameColumns.filter((column, i) => i === 0 || !isJob(column)) : [];
    const columns = [...new Set([...own, ...table.columns.filter(isOneOfPeople)])];
    if (columns.length > 0) found.set(table, columns);
  }
  known.set(schema, found);
  return found;
}

/** Tables that a table points to, and those that point to it. */
export const neighboursOf = (table: TableModel, { tables }: SchemaModel): TableModel[] =>
  tables.filter(
    (other) =>
      other !== table &&
      (table.source.foreignKeys.some((key) => key.refTable === other.name) ||
        other.source.foreignKeys.some((key) => key.refTable === table.name)),
  );
