import type { SqlSchema } from "../print/join-plan.ts";
import { sameName } from "./occurrence.ts";
import type { JoinedTables } from "./split-types.ts";

/** The joined tables of a source, with no keys but those that they are joined by. */
export const joinedSchema = ({ tables }: SqlSchema, joined: JoinedTables): SqlSchema => ({
  tables: tables
    .filter(({ name }) => joined.tables.includes(name))
    .map((table) => ({
      ...table,
      foreignKeys: joined.keys.filter((each) => sameName(each.table, table.name)).map(({ key }) => key),
    })),
});
