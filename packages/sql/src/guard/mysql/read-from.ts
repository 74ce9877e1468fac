import type { NamedTable } from "../reading/table-spots.ts";
import type { MysqlReader } from "./mysql-reader.ts";
import { readExpression } from "./read-expression.ts";
import { readJsonTable } from "./read-json-table.ts";
import { isSetOperator, readQuery, readQueryTail, startsQuery } from "./read-query.ts";

/** The tables of FROM, the single name of TABLE, or that of DESCRIBE. */
export function readTableReferences(reader: MysqlReader, form: "list" | "table" | "described"): void {
  if (form === "list") {
    reader.cursor.list(() => readJoined(reader));
    return;
  }
  const { start } = reader.cursor.previous;
  const named = readTableName(reader);
  if (named === undefined) return;
  const asQuery = { start, lead: "SELECT * FROM " };
  reader.spots.add(named, undefined, form === "table" ? asQuery : { isDescribed: true });
}

/** A table and whatever is joined to it. Conditions may stand after several joins, so they are read where they come. */
function readJoined(reader: MysqlReader): void {
  readFactor(reader);
  readJoins(reader);
}

function readJoins(reader: MysqlReader): void {
  const { cursor } = reader;
  for (;;) {
    if (takeJoin(reader)) readFactor(reader);
    else if (cursor.takeWords("ON")) readExpression(reader);
    else if (cursor.takeWords("USING")) {
      reader.mergesColumns = true;
      reader.nameList();
    } else return;
  }
}

function takeJoin(reader: MysqlReader): boolean {
  const { cursor } = reader;
  if (cursor.takeWords("STRAIGHT_JOIN")) return true;
  const isNatural = cursor.takeWords("NATURAL");
  if (isNatural) reader.mergesColumns = true;
  const hasSide = cursor.takeWords("LEFT") || cursor.takeWords("RIGHT");
  const isOuter = hasSide && cursor.takeWords("OUTER");
  const hasKind = hasSide || isOuter || cursor.takeWords("INNER") || cursor.takeWords("CROSS");
  if (cursor.takeWords("JOIN")) return true;
  return isNatural || hasKind ? cursor.fail() : false;
}

function readFactor(reader: MysqlReader): void {
  const { cursor } = reader;
  if (cursor.takeWords("DUAL")) return;
  if (cursor.takeWords("LATERAL")) {
    cursor.parenthesized(() => readQuery(reader));
    readDerivedAlias(reader);
  } else if (cursor.isSymbol("(")) readParenthesized(reader);
  else if (cursor.isWord("JSON_TABLE") && cursor.isSymbol("(", 1)) {
    readJsonTable(reader);
    reader.takeAlias();
  } else readNamedTable(reader);
}

/** Parentheses hold either a query, whose result then has a name, or joined tables; more parentheses may come first. */
function readParenthesized(reader: MysqlReader): void {
  if (readInside(reader) === "query") readDerivedAlias(reader);
}

function readInside(reader: MysqlReader): "query" | "tables" {
  const { cursor } = reader;
  return cursor.nested(() => {
    cursor.expectSymbol("(");
    const content = readContent(reader);
    cursor.expectSymbol(")");
    return content;
  });
}

function readContent(reader: MysqlReader): "query" | "tables" {
  const { cursor } = reader;
  if (startsQuery(reader)) {
    readQuery(reader);
    return "query";
  }
  if (!cursor.isSymbol("(")) return readTables(reader, () => readFactor(reader));
  const inner = readInside(reader);
  if (inner === "query" && (isSetOperator(reader) || cursor.isWord("ORDER") || cursor.isWord("LIMIT"))) {
    readQueryTail(reader);
    return "query";
  }
  if (inner === "query" && cursor.isSymbol(")")) return "query";
  return readTables(reader, () => {
    if (inner === "query") readDerivedAlias(reader);
  });
}

function readTables(reader: MysqlReader, readFirst: () => void): "tables" {
  readFirst();
  readJoins(reader);
  while (reader.cursor.takeSymbol(",")) readJoined(reader);
  return "tables";
}

function readDerivedAlias(reader: MysqlReader): void {
  if (reader.takeAlias() !== undefined && reader.cursor.isSymbol("(")) reader.nameList();
}

function readNamedTable(reader: MysqlReader): void {
  const { cursor, spots } = reader;
  const named = readTableName(reader);
  if (cursor.takeWords("PARTITION")) reader.nameList();
  readSystemTime(reader);
  const { end } = spots;
  const alias = reader.takeAlias();
  const hints = { start: spots.end, end: spots.end };
  while (takeIndexHint(reader)) hints.end = spots.end;
  if (named === undefined) return;
  const rest = spots.text(named.last.end, end);
  spots.add(named, alias?.text, {
    end,
    ...(rest === "" ? {} : { beforeAlias: rest }),
    ...(hints.end === hints.start ? {} : { dropped: [hints] }),
  });
}

/** Undefined for the name of a WITH query. */
function readTableName(reader: MysqlReader): NamedTable | undefined {
  const { cursor, scope, tables } = reader;
  const first = reader.name();
  let named: NamedTable | undefined;
  if (cursor.takeSymbol(".")) {
    const last = reader.nameAfterDot();
    named = { table: tables.use({ name: last.text, schema: first.text, position: first.start }), first, last };
  } else if (!scope.has(first.text)) {
    named = { table: tables.use({ name: first.text, position: first.start }), first, last: first };
  }
  if (cursor.isSymbol("(")) cursor.fail();
  return named;
}

/** Older versions of the rows of a table that keeps them. */
function readSystemTime(reader: MysqlReader): void {
  const { cursor } = reader;
  if (!cursor.takeWords("FOR", "SYSTEM_TIME")) return;
  if (cursor.takeWords("ALL")) return;
  if (cursor.takeWords("BETWEEN")) {
    readPointInTime(reader);
    cursor.expectWords("AND");
  } else if (cursor.takeWords("FROM")) {
    readPointInTime(reader);
    cursor.expectWords("TO");
  } else cursor.expectWords("AS", "OF");
  readPointInTime(reader);
}

function readPointInTime(reader: MysqlReader): void {
  reader.cursor.takeWords("TRANSACTION");
  readExpression(reader, "operand");
}

function takeIndexHint(reader: MysqlReader): boolean {
  const { cursor } = reader;
  if (!cursor.takeWords("USE") && !cursor.takeWords("FORCE") && !cursor.takeWords("IGNORE")) return false;
  if (!cursor.takeWords("INDEX")) cursor.expectWords("KEY");
  if (cursor.takeWords("FOR")) {
    const isKnown = cursor.takeWords("JOIN") || cursor.takeWords("ORDER", "BY") || cursor.takeWords("GROUP", "BY");
    if (!isKnown) cursor.fail();
  }
  cursor.parenthesized(() => {
    if (!cursor.isSymbol(")")) cursor.list(() => cursor.takeWords("PRIMARY") || reader.name());
  });
  return true;
}
