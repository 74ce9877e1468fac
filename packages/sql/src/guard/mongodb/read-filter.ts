import { stop } from "../refusal.ts";
import { hasOperator, type JsonEntry, type JsonNode, type JsonObject, ownValue } from "./json-node.ts";
import { DATA_CONDITIONS, GEO_CONDITIONS, GEO_PARTS } from "./operators.ts";
import {
  checkPattern,
  expectObject,
  expectString,
  isExtendedValue,
  readData,
  refuseOperator,
  refuseOperators,
} from "./read-data.ts";
import { readExpression } from "./read-expression.ts";

type Read = (value: JsonNode) => void;

const LOGICAL: Readonly<Record<string, Read>> = {
  $and: readFilters,
  $or: readFilters,
  $nor: readFilters,
  $expr: readExpression,
  $comment: readComment,
  $text: readTextSearch,
  $sampleRate: readData,
  $jsonSchema: readData,
};

/** A filter document: fields with conditions, and operators that combine filters. */
export function readFilter(node: JsonNode): void {
  for (const entry of expectObject(node, "A filter").entries) {
    if (!entry.key.startsWith("$")) readCondition(entry.value);
    else readLogical(entry);
  }
}

function readLogical(entry: JsonEntry): void {
  const read = ownValue(LOGICAL, entry.key);
  if (read === undefined) refuseOperator(entry);
  read(entry.value);
}

function readFilters(node: JsonNode): void {
  if (node.kind !== "array") stop("syntax", "A list of filters is expected.", node.start);
  node.items.forEach(readFilter);
}

function readComment(node: JsonNode): void {
  expectString(node, "A comment");
}

const TEXT_SEARCH = new Set(["$search", "$language", "$caseSensitive", "$diacriticSensitive"]);

function readTextSearch(node: JsonNode): void {
  for (const entry of expectObject(node, "$text").entries) {
    if (!TEXT_SEARCH.has(entry.key)) refuseOperator(entry);
    readData(entry.value);
  }
}

/** What a field must be: plain data, or operators only. */
export function readCondition(node: JsonNode): void {
  if (node.kind !== "object" || !hasOperator(node) || isExtendedValue(node)) readData(node);
  else for (const entry of node.entries) readOperator(entry, node);
}

function readOperator(entry: JsonEntry, node: JsonObject): void {
  const { key, value } = entry;
  if (!key.startsWith("$")) refuseOperators(node);
  if (DATA_CONDITIONS.has(key)) readData(value);
  else if (GEO_CONDITIONS.has(key)) readGeo(value);
  else if (key === "$not") readCondition(value);
  else if (key === "$elemMatch") readElement(value);
  else if (key === "$all") readAll(value);
  else if (key === "$regex") checkPattern(regexOf(value));
  else if (key === "$options" || key === "$comment") readComment(value);
  else refuseOperator(entry);
}

function regexOf(value: JsonNode): JsonNode {
  if (value.kind === "object") isExtendedValue(value);
  const [entry] = value.kind === "object" ? value.entries : [];
  return entry?.key === "$regularExpression" ? entry.value : value;
}

/** $elemMatch takes conditions of a plain element or a filter of an element that is a document. */
function readElement(node: JsonNode): void {
  const element = expectObject(node, "$elemMatch");
  const isFilter = element.entries.every(({ key }) => !key.startsWith("$") || Object.hasOwn(LOGICAL, key));
  if (isFilter) readFilter(element);
  else readCondition(element);
}

function readAll(node: JsonNode): void {
  if (node.kind !== "array") stop("syntax", "$all takes a list.", node.start);
  node.items.forEach(readCondition);
}

function readGeo(node: JsonNode): void {
  if (node.kind !== "object" || isExtendedValue(node)) {
    readData(node);
    return;
  }
  for (const entry of node.entries) {
    if (entry.key.startsWith("$") && !GEO_PARTS.has(entry.key)) refuseOperator(entry);
    readGeo(entry.value);
  }
}
