import { lowerAscii } from "../reading/ascii-case.ts";
import type { Token } from "../reading/token-cursor.ts";
import { stop } from "../refusal.ts";
import { readExpression, readExpressions } from "./read-expression.ts";
import { readOrder } from "./read-query.ts";
import { readOver } from "./read-window.ts";
import type { SqliteReader } from "./sqlite-reader.ts";

/** A call with its arguments, FILTER and OVER. */
export function readCall(reader: SqliteReader): void {
  const { cursor } = reader;
  if (cursor.takeWords("CAST")) readCast(reader);
  else readPlainCall(reader, cursor.next());
}

function readPlainCall(reader: SqliteReader, name: Token): void {
  const { cursor } = reader;
  reader.checkFunction(name);
  checkSize(name, cursor.peek(1));
  cursor.parenthesized(() => readArguments(reader));
  if (cursor.isWord("FILTER") && cursor.isSymbol("(", 1)) {
    cursor.next();
    cursor.parenthesized(() => {
      cursor.expectWords("WHERE");
      readExpression(reader);
    });
  }
  if (cursor.isWord("OVER")) {
    cursor.next();
    readOver(reader);
  }
}

function readArguments(reader: SqliteReader): void {
  const { cursor } = reader;
  if (cursor.isSymbol(")") || cursor.takeSymbol("*")) return;
  if (!cursor.takeWords("DISTINCT")) cursor.takeWords("ALL");
  readExpressions(reader);
  readOrder(reader);
}

/** Types are any names, with one or two signed sizes. */
function readCast(reader: SqliteReader): void {
  const { cursor } = reader;
  cursor.parenthesized(() => {
    readExpression(reader);
    cursor.expectWords("AS");
    while (reader.isName() || cursor.token.kind === "text") cursor.next();
    if (cursor.isSymbol("(")) cursor.parenthesized(() => cursor.list(() => readSize(reader)));
  });
}

function readSize({ cursor }: SqliteReader): void {
  if (!cursor.takeSymbol("-")) cursor.takeSymbol("+");
  if (cursor.token.kind === "number") cursor.next();
  else cursor.fail();
}

/** One value of this size is more than any report needs, and it is made before a limit can see it. */
const MAX_MADE_BYTES = 1_000_000;
const MAX_WIDTH = /[%][^a-zA-Z]*\d{5,}/;

function checkSize(name: Token, argument: Token): void {
  const wanted = lowerAscii(name.text);
  const isBlob = wanted === "randomblob" || wanted === "zeroblob";
  const isFormat = wanted === "printf" || wanted === "format";
  const isTooLarge =
    (isBlob && argument.kind === "number" && Number(argument.text.replaceAll("_", "")) > MAX_MADE_BYTES) ||
    (isFormat && argument.kind === "text" && MAX_WIDTH.test(argument.text));
  if (isTooLarge) stop("too-large", `${name.text}() would make too large a value.`, argument.start);
}
