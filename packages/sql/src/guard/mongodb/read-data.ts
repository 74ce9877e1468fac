import { stop } from "../refusal.ts";
import { entryOf, hasOperator, type JsonEntry, type JsonNode, type JsonObject, ownValue } from "./json-node.ts";

/** Longer patterns are no search that a person means. */
const MAX_PATTERN_LENGTH = 1_000;

type IsForm = (value: JsonNode) => boolean;

const isString: IsForm = (value) => value.kind === "string";
const isNumber: IsForm = (value) => value.kind === "number";

const isObjectOf =
  (forms: Readonly<Record<string, IsForm>>): IsForm =>
  (value) =>
    value.kind === "object" && value.entries.every((entry) => ownValue(forms, entry.key)?.(entry.value) === true);

/** Values that JSON has no form of, as MongoDB's extended JSON writes them. Code and references are not among them. */
const EXTENDED: Readonly<Record<string, IsForm>> = {
  $oid: isString,
  $uuid: isString,
  $numberInt: isString,
  $numberLong: isString,
  $numberDouble: isString,
  $numberDecimal: isString,
  $date: (value) => isString(value) || isNumber(value) || isObjectOf({ $numberLong: isString })(value),
  $timestamp: isObjectOf({ t: isNumber, i: isNumber }),
  $binary: isObjectOf({ base64: isString, subType: isString }),
  $regularExpression: isObjectOf({ pattern: isString, options: isString }),
  $minKey: isNumber,
  $maxKey: isNumber,
};

/** Whether an object stands for one value. Refuses one that pretends to. */
export function isExtendedValue(node: JsonObject): boolean {
  const [entry] = node.entries;
  const isForm = entry === undefined ? undefined : ownValue(EXTENDED, entry.key);
  if (entry === undefined || isForm === undefined) return false;
  if (node.entries.length > 1 || !isForm(entry.value)) refuseOperator(entry);
  if (entry.key === "$regularExpression") checkPattern(entry.value);
  return true;
}

/** Plain data: no operators in it, however deep. */
export function readData(node: JsonNode): void {
  if (node.kind === "array") node.items.forEach(readData);
  if (node.kind !== "object" || isExtendedValue(node)) return;
  if (hasOperator(node)) refuseOperators(node);
  for (const { value } of node.entries) readData(value);
}

export function checkPattern(node: JsonNode): void {
  const pattern = node.kind === "object" ? entryOf(node, "pattern")?.value : node;
  if (pattern?.kind === "object") readData(pattern);
  else if (pattern?.kind !== "string" || pattern.value.length > MAX_PATTERN_LENGTH) {
    stop("too-large", "A regular expression must be a text of at most 1,000 characters.", node.start);
  }
}

export function refuseOperators(node: JsonObject): never {
  const entry = node.entries.find(({ key }) => key.startsWith("$"));
  return entry === undefined
    ? stop("operator-not-allowed", "An operator is missing.", node.start)
    : refuseOperator(entry);
}

export function refuseOperator(entry: JsonEntry): never {
  return stop("operator-not-allowed", `${entry.key} is not allowed here.`, entry.start);
}

export function expectObject(node: JsonNode, what: string): JsonObject {
  return node.kind === "object" ? node : stop("syntax", `${what} must be an object.`, node.start);
}

export function expectString(node: JsonNode, what: string): string {
  return node.kind === "string" ? node.value : stop("syntax", `${what} must be a text.`, node.start);
}

export function expectNumber(node: JsonNode, what: string, min = 0): void {
  const isLong = node.kind === "object" && isExtendedValue(node);
  if (isLong) return;
  if (node.kind !== "number" || node.value < min) {
    stop("option-not-allowed", `${what} must be a number of at least ${min}.`, node.start);
  }
}
