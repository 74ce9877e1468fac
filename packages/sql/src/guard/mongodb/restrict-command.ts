import { type GuardPolicy, restrictionOf, type TableRestriction } from "@parlance/core";
import { stop } from "../refusal.ts";
import { entryOf, type JsonNode, type JsonObject } from "./json-node.ts";
import { restrictingStages } from "./restricting-stages.ts";
import { rowFilter } from "./row-filter.ts";

/**
 * The command with the policy's restrictions written in, as text; undefined where it reads no restricted collection.
 * What the person wrote keeps its spelling: numbers keep their digits.
 */
export function restrictCommand(text: string, command: JsonObject, policy: GuardPolicy): string | undefined {
  if (policy.restrictions === undefined) return undefined;
  checkTablesKnown(policy);
  const writer = new CommandWriter(text, policy);
  const written = writer.command(command);
  return writer.hasRestricted ? written : undefined;
}

function checkTablesKnown({ allTables, tables, restrictions }: GuardPolicy): void {
  const isListed = (name: string): boolean => tables.some((table) => table.name === name);
  if (allTables !== true || restrictions?.tables.every(({ table }) => isListed(table))) return;
  stop("cannot-be-restricted", "A rule speaks of a collection that is not listed, so that nothing can be read.");
}

/** Options that would show fields that are hidden, or change how the rules themselves compare. */
const REFUSED_OPTIONS = ["collation", "hint", "min", "max", "returnKey", "showRecordId"];

/** What a command about a restricted collection takes along when it becomes a pipeline. */
const KEPT_OPTIONS = ["comment", "let", "maxTimeMS", "readConcern", "allowDiskUse"];

class CommandWriter {
  readonly #text: string;
  readonly #policy: GuardPolicy;
  hasRestricted = false;

  constructor(text: string, policy: GuardPolicy) {
    this.#text = text;
    this.#policy = policy;
  }

  command(command: JsonObject): string {
    const [first] = command.entries;
    if (first === undefined) return this.#slice(command);
    if (first.key === "aggregate") return this.#aggregate(command);
    const restriction = this.#restrictionOf(first.value);
    if (restriction === undefined) return this.#slice(command);
    this.#refuseOptions(command);
    const stages = [...ownStages(restriction), ...this.#stagesOf(first.key, command)];
    const kept = command.entries.filter(({ key }) => KEPT_OPTIONS.includes(key)).map((entry) => this.#entry(entry));
    const parts = [`"aggregate": ${this.#slice(first.value)}`, `"pipeline": [${stages.join(", ")}]`, ...kept];
    return `{${parts.join(", ")}}`;
  }

  #aggregate(command: JsonObject): string {
    const source = entryOf(command, "aggregate")?.value;
    const restriction = source === undefined ? undefined : this.#restrictionOf(source);
    const before = restriction === undefined ? [] : ownStages(restriction);
    const parts = command.entries.map((entry) =>
      entry.key === "pipeline" ? `"pipeline": ${this.#pipeline(entry.value, before)}` : this.#entry(entry),
    );
    if (this.hasRestricted) this.#refuseOptions(command);
    return `{${parts.join(", ")}}`;
  }

  /** find, count and distinct as the pipelines that answer alike. */
  #stagesOf(kind: string, command: JsonObject): readonly string[] {
    const part = (key: string): string | undefined => {
      const value = entryOf(command, key)?.value;
      return value === undefined || isEmpty(value) ? undefined : this.#slice(value);
    };
    const stage = (operator: string, key: string): readonly string[] => {
      const value = part(key);
      return value === undefined ? [] : [`{"${operator}": ${value}}`];
    };
    const bounds = [...stage("$skip", "skip"), ...stage("$limit", "limit")];
    if (kind === "find") {
      return [...stage("$match", "filter"), ...stage("$sort", "sort"), ...bounds, ...stage("$project", "projection")];
    }
    if (kind === "count") return [...stage("$match", "query"), ...bounds, '{"$count": "count"}'];
    const key = entryOf(command, "key")?.value;
    const path = JSON.stringify(`$${key?.kind === "string" ? key.value : ""}`);
    return [
      ...stage("$match", "query"),
      `{"$unwind": {"path": ${path}, "preserveNullAndEmptyArrays": false}}`,
      `{"$group": {"_id": ${path}}}`,
      '{"$sort": {"_id": 1}}',
      '{"$project": {"_id": 0, "value": "$_id"}}',
    ];
  }

  #refuseOptions(command: JsonObject): void {
    const option = command.entries.find(({ key }) => REFUSED_OPTIONS.includes(key));
    if (option === undefined) return;
    stop(
      "cannot-be-restricted",
      `Rules apply to this collection, and ${option.key} cannot be used with it.`,
      option.start,
    );
  }

  #pipeline(node: JsonNode, before: readonly string[]): string {
    if (node.kind !== "array") return this.#slice(node);
    const [first] = node.items;
    if (before.length > 0 && first?.kind === "object" && first.entries[0]?.key === "$geoNear") {
      stop("cannot-be-restricted", "Rules apply to this collection, and $geoNear cannot come after them.", first.start);
    }
    return `[${[...before, ...node.items.map((stage) => this.#stage(stage))].join(", ")}]`;
  }

  #stage(stage: JsonNode): string {
    const entry = stage.kind === "object" ? stage.entries[0] : undefined;
    if (entry === undefined) return this.#slice(stage);
    const { key, value } = entry;
    if (key === "$facet" && value.kind === "object") {
      const facets = value.entries.map((facet) => `${JSON.stringify(facet.key)}: ${this.#pipeline(facet.value, [])}`);
      return `{"$facet": {${facets.join(", ")}}}`;
    }
    if (key === "$lookup" && value.kind === "object") return `{"$lookup": ${this.#lookup(value)}}`;
    if (key === "$unionWith") return `{"$unionWith": ${this.#union(value)}}`;
    if (key === "$graphLookup" && value.kind === "object") return `{"$graphLookup": ${this.#graphLookup(value)}}`;
    return this.#slice(stage);
  }

  /** The join itself looks at fields before any pipeline does, so that it may not go by one that a rule is about. */
  #lookup(lookup: JsonObject): string {
    const from = entryOf(lookup, "from")?.value;
    const restriction = from === undefined ? undefined : this.#restrictionOf(from);
    if (restriction !== undefined) refuseRuledField(restriction, entryOf(lookup, "foreignField")?.value);
    const before = restriction === undefined ? [] : ownStages(restriction);
    const parts = lookup.entries.map((entry) =>
      entry.key === "pipeline" ? `"pipeline": ${this.#pipeline(entry.value, before)}` : this.#entry(entry),
    );
    const hasPipeline = entryOf(lookup, "pipeline") !== undefined;
    return `{${[...parts, ...(hasPipeline || before.length === 0 ? [] : [`"pipeline": [${before.join(", ")}]`])].join(", ")}}`;
  }

  #union(node: JsonNode): string {
    const coll = node.kind === "object" ? entryOf(node, "coll")?.value : node;
    const restriction = coll === undefined ? undefined : this.#restrictionOf(coll);
    const before = restriction === undefined ? [] : ownStages(restriction);
    const pipeline = node.kind === "object" ? entryOf(node, "pipeline")?.value : undefined;
    const stages = pipeline === undefined ? `[${before.join(", ")}]` : this.#pipeline(pipeline, before);
    return `{${coll === undefined ? "" : `"coll": ${this.#slice(coll)}, `}"pipeline": ${stages}}`;
  }

  /** It has no pipeline of its own: documents can be left out of it, but fields cannot. */
  #graphLookup(lookup: JsonObject): string {
    const from = entryOf(lookup, "from")?.value;
    const restriction = from === undefined ? undefined : this.#restrictionOf(from);
    if (restriction === undefined) return this.#slice(lookup);
    if (Object.keys(restriction.columns).length > 0) {
      stop(
        "cannot-be-restricted",
        "Rules apply to this collection, and $graphLookup cannot be used with it.",
        lookup.start,
      );
    }
    const own = restriction.rows === undefined ? "{}" : JSON.stringify(rowFilter(restriction.rows));
    const search = entryOf(lookup, "restrictSearchWithMatch")?.value;
    const both = search === undefined ? own : `{"$and": [${own}, ${this.#slice(search)}]}`;
    const parts = lookup.entries
      .filter(({ key }) => key !== "restrictSearchWithMatch")
      .map((entry) => this.#entry(entry));
    return `{${[...parts, `"restrictSearchWithMatch": ${both}`].join(", ")}}`;
  }

  #restrictionOf(collection: JsonNode): TableRestriction | undefined {
    if (collection.kind !== "string") return undefined;
    const restriction = restrictionOf(this.#policy.restrictions, collection.value);
    this.hasRestricted ||= restriction !== undefined;
    return restriction;
  }

  #entry({ key, value }: { readonly key: string; readonly value: JsonNode }): string {
    return `${JSON.stringify(key)}: ${this.#slice(value)}`;
  }

  #slice({ start, end }: JsonNode): string {
    return this.#text.slice(start, end);
  }
}

const ownStages = (restriction: TableRestriction): readonly string[] =>
  restrictingStages(restriction).map((stage) => JSON.stringify(stage));

/** A limit of 0 is none, and an empty projection shows everything. */
const isEmpty = (node: JsonNode): boolean =>
  node.kind === "object" ? node.entries.length === 0 : node.kind === "number" && node.value === 0;

function refuseRuledField({ columns }: TableRestriction, field: JsonNode | undefined): void {
  if (field?.kind !== "string") return;
  const isTouched = Object.keys(columns).some(
    (name) => name === field.value || name.startsWith(`${field.value}.`) || field.value.startsWith(`${name}.`),
  );
  if (!isTouched) return;
  stop("cannot-be-restricted", "This join cannot go by that field; join by another one.", field.start);
}
