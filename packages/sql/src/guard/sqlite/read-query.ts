import { readExpression, readExpressions } from "./read-expression.ts";
import { readTables } from "./read-from.ts";
import { readWindow } from "./read-window.ts";
import type { SqliteReader } from "./sqlite-reader.ts";

export const startsQuery = ({ cursor }: SqliteReader): boolean =>
  cursor.isWord("SELECT") || cursor.isWord("VALUES") || cursor.isWord("WITH");

/** A whole query. Names of its WITH list end with it. */
export function readQuery(reader: SqliteReader): void {
  const { cursor } = reader;
  cursor.nested(() =>
    reader.scope.within(() => {
      if (cursor.takeWords("WITH")) readWithList(reader);
      readOperand(reader);
      while (takeSetOperator(reader)) readOperand(reader);
      readOrder(reader);
      readLimit(reader);
    }),
  );
}

/** Every query of the list sees every name of it, its own and later ones too, whether RECURSIVE is said or not. */
function readWithList(reader: SqliteReader): void {
  const { cursor, scope } = reader;
  cursor.takeWords("RECURSIVE");
  for (const name of namesOfWithList(reader)) scope.add(name);
  cursor.list(() => {
    readWithName(reader);
    cursor.parenthesized(() => readQuery(reader));
  });
}

function readWithName(reader: SqliteReader): string {
  const { cursor } = reader;
  const { text } = reader.nameOrText();
  if (cursor.isSymbol("(")) reader.nameList();
  cursor.expectWords("AS");
  if (cursor.takeWords("NOT")) cursor.expectWords("MATERIALIZED");
  else cursor.takeWords("MATERIALIZED");
  return text;
}

/** Looks ahead over the bodies; the cursor stays where it is. */
function namesOfWithList(reader: SqliteReader): readonly string[] {
  return reader.cursor.lookAhead(() => {
    const names: string[] = [];
    do {
      names.push(readWithName(reader));
      skipParentheses(reader);
    } while (reader.cursor.takeSymbol(","));
    return names;
  });
}

function skipParentheses({ cursor }: SqliteReader): void {
  cursor.expectSymbol("(");
  for (let depth = 1; depth > 0; ) {
    if (cursor.token.kind === "end") cursor.fail();
    if (cursor.isSymbol("(")) depth++;
    if (cursor.isSymbol(")")) depth--;
    cursor.next();
  }
}

function takeSetOperator({ cursor }: SqliteReader): boolean {
  if (cursor.takeWords("UNION")) {
    cursor.takeWords("ALL");
    return true;
  }
  return cursor.takeWords("EXCEPT") || cursor.takeWords("INTERSECT");
}

function readOperand(reader: SqliteReader): void {
  const { cursor } = reader;
  if (cursor.takeWords("VALUES")) {
    cursor.list(() => cursor.parenthesized(() => readExpressions(reader)));
  } else {
    cursor.expectWords("SELECT");
    readSelect(reader);
  }
}

function readSelect(reader: SqliteReader): void {
  const { cursor } = reader;
  if (!cursor.takeWords("DISTINCT")) cursor.takeWords("ALL");
  cursor.list(() => readSelected(reader));
  if (cursor.takeWords("FROM")) readTables(reader);
  if (cursor.takeWords("WHERE")) readExpression(reader);
  if (cursor.takeWords("GROUP", "BY")) readExpressions(reader);
  if (cursor.takeWords("HAVING")) readExpression(reader);
  if (cursor.takeWords("WINDOW")) cursor.list(() => readNamedWindow(reader));
}

function readSelected(reader: SqliteReader): void {
  const { cursor } = reader;
  if (cursor.takeSymbol("*")) return;
  const isText = cursor.token.kind === "text";
  if ((isText || reader.isName()) && cursor.isSymbol(".", 1) && cursor.isSymbol("*", 2)) {
    while (!cursor.takeSymbol("*")) cursor.next();
    return;
  }
  readExpression(reader);
  reader.takeAlias();
}

function readNamedWindow(reader: SqliteReader): void {
  reader.nameOrText();
  reader.cursor.expectWords("AS");
  readWindow(reader);
}

export function readOrder(reader: SqliteReader): void {
  const { cursor } = reader;
  if (!cursor.takeWords("ORDER", "BY")) return;
  cursor.list(() => {
    readExpression(reader);
    if (!cursor.takeWords("ASC")) cursor.takeWords("DESC");
    if (!cursor.takeWords("NULLS", "FIRST")) cursor.takeWords("NULLS", "LAST");
  });
}

function readLimit(reader: SqliteReader): void {
  const { cursor } = reader;
  if (!cursor.takeWords("LIMIT")) return;
  readExpression(reader);
  if (cursor.takeWords("OFFSET") || cursor.takeSymbol(",")) readExpression(reader);
}
