import type { Cell } from "@parlance/core";
import { parseExactJson } from "@parlance/worker/calls";
import { baseType, kindOf, type TypesByOid } from "./types.ts";

export type ReadCell = (text: string) => Cell;

/** How the server's texts of one type become cells. The session prints ISO dates in UTC, ISO intervals and hex bytes. */
export function cellReader(oid: number, types: TypesByOid): ReadCell {
  switch (kindOf(oid, types)) {
    case "boolean":
      return (text) => text === "t";
    case "integer":
      return Number;
    case "bigint":
      return BigInt;
    case "double":
      return Number;
    case "date":
      return dateCell;
    case "time":
      return fullFraction;
    case "timestamp":
      return timestampCell;
    case "timestamptz":
      return instantCell;
    case "json":
      return parseExactJson;
    case "binary":
      return (text) => Uint8Array.from(Buffer.from(text.slice(2), "hex"));
    case "list":
      return arrayReader(oid, types);
    default:
      return (text) => text;
  }
}

const DATE = /^(\d{4,})-(\d{2})-(\d{2})( BC)?$/;

/** "0044-03-15 BC" is the year -43 of ISO 8601, which has a year 0; years beyond four digits carry a sign. */
function dateCell(text: string): string {
  const [, digits, month, day, era] = DATE.exec(text) ?? [];
  if (digits === undefined) return text;
  const year = era === undefined ? Number(digits) : 1 - Number(digits);
  const isPlain = year >= 0 && year <= 9999;
  const shown = isPlain
    ? String(year).padStart(4, "0")
    : `${year < 0 ? "-" : "+"}${String(Math.abs(year)).padStart(6, "0")}`;
  return `${shown}-${month}-${day}`;
}

/** The server leaves zeros at the end of a fraction out; cells show all six digits or none. */
const fullFraction = (text: string): string =>
  text.replace(/\.(\d+)/, (_, digits: string) => `.${digits.padEnd(6, "0")}`);

const TIMESTAMP = /^(\d{4,}-\d{2}-\d{2}) ([\d:.]+)(?:\+00)?( BC)?$/;

function timestampCell(text: string): string {
  const [, date, clock, era = ""] = TIMESTAMP.exec(text) ?? [];
  if (date === undefined || clock === undefined) return text;
  return `${dateCell(date + era)}T${fullFraction(clock)}`;
}

function instantCell(text: string): string {
  const shown = timestampCell(text);
  return shown.includes("T") ? `${shown}Z` : shown;
}

function arrayReader(oid: number, types: TypesByOid): ReadCell {
  const type = baseType(oid, types);
  const element = type?.element ?? 0;
  const read = cellReader(element, types);
  const delimiter = types.get(element)?.delimiter ?? ",";
  return (text) => readArray(text, delimiter, read) ?? text;
}

/** The items of a list as the server prints them; short words need no reading. */
export function readTexts(list: string): readonly string[] {
  if (!list.includes('"')) return list === "{}" ? [] : list.slice(1, -1).split(",");
  return (readArray(list, ",", (text) => text) ?? []).map(String);
}

/** The server's text of an array: {1,NULL,"a b",{...}}, with [0:1]= before it where it does not start at 1. */
function readArray(text: string, delimiter: string, read: ReadCell): Cell[] | null {
  const start = text.indexOf("{");
  if (start < 0) return null;
  let at = start;

  function list(): Cell[] {
    const items: Cell[] = [];
    at++;
    while (at < text.length && text[at] !== "}") {
      if (text[at] === delimiter) at++;
      else items.push(text[at] === "{" ? list() : item());
    }
    at++;
    return items;
  }

  function item(): Cell {
    if (text[at] === '"') return read(quoted());
    const from = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== "}") at++;
    const word = text.slice(from, at);
    return word === "NULL" ? null : read(word);
  }

  function quoted(): string {
    let value = "";
    at++;
    while (at < text.length && text[at] !== '"') {
      if (text[at] === "\\") at++;
      value += text[at] ?? "";
      at++;
    }
    at++;
    return value;
  }

  return list();
}
