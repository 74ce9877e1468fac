import type { Catalog, Table } from "@parlance/core";
import type { Block, Condition, Node } from "../gold/block.ts";
import { parseBlock } from "../gold/parse-block.ts";

export interface NeededColumn {
  readonly table: string;
  readonly column: string;
}

/** What a right answer reads, as the catalog writes it. */
export interface GoldNeeds {
  readonly tables: ReadonlySet<string>;
  readonly columns: readonly NeededColumn[];
}

/** Tables and columns that a published statement names; undefined where our reader cannot read it. */
export function goldNeeds(sql: string, catalog: Catalog): GoldNeeds | undefined {
  let block: Block;
  try {
    block = parseBlock(sql);
  } catch {
    // The caller counts these: the reader knows the published subset only.
    return undefined;
  }
  const needs: Needs = { tables: new Set<string>(), columns: new Map<string, NeededColumn>() };
  new NeedsReader(catalog, needs).readBlock(block, []);
  return { tables: needs.tables, columns: [...needs.columns.values()] };
}

interface Needs {
  readonly tables: Set<string>;
  readonly columns: Map<string, NeededColumn>;
}

type Scope = ReadonlyMap<string, Table>;

class NeedsReader {
  readonly #catalog: Catalog;
  readonly #needs: Needs;

  constructor(catalog: Catalog, needs: Needs) {
    this.#catalog = catalog;
    this.#needs = needs;
  }

  readBlock(block: Block, outer: readonly Scope[]): void {
    const scope = new Map<string, Table>();
    const scopes = [scope, ...outer];
    for (const item of block.from) {
      if (item.query) this.readBlock(item.query, outer);
      const table = this.#catalog.tables.find(({ name }) => name.toLowerCase() === item.table?.toLowerCase());
      if (table === undefined) continue;
      this.#needs.tables.add(table.name);
      scope.set(item.alias.toLowerCase(), table);
      if (!scope.has(table.name.toLowerCase())) scope.set(table.name.toLowerCase(), table);
    }
    const orders = block.orderBy.map(({ node }) => node);
    for (const node of [...block.select, ...block.groupBy, ...orders]) this.#readNode(node, scopes);
    for (const condition of [...block.joinOn, block.where, block.having]) {
      if (condition) this.#readCondition(condition, scopes);
    }
    if (block.set) this.readBlock(block.set.right, outer);
  }

  #readNode(node: Node, scopes: readonly Scope[]): void {
    switch (node.kind) {
      case "name":
        this.#readName(node.name, node.qualifier, scopes);
        return;
      case "call":
        this.#readNode(node.arg, scopes);
        return;
      case "binary":
        this.#readNode(node.left, scopes);
        this.#readNode(node.right, scopes);
        return;
      case "query":
        this.readBlock(node.query, scopes);
        return;
      default:
        return;
    }
  }

  #readName(name: string, qualifier: string | undefined, scopes: readonly Scope[]): void {
    for (const scope of scopes) {
      const tables = qualifier === undefined ? scope.values() : [scope.get(qualifier.toLowerCase())];
      for (const table of tables) {
        const column = table?.columns.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
        if (!table || !column) continue;
        this.#needs.columns.set(`${table.name}.${column.name}`, { table: table.name, column: column.name });
        return;
      }
    }
  }

  #readCondition(condition: Condition, scopes: readonly Scope[]): void {
    switch (condition.kind) {
      case "and":
      case "or":
        for (const item of condition.items) this.#readCondition(item, scopes);
        return;
      case "not":
        this.#readCondition(condition.item, scopes);
        return;
      case "compare":
        this.#readNode(condition.left, scopes);
        this.#readNode(condition.right, scopes);
        return;
      case "like":
        this.#readNode(condition.left, scopes);
        this.#readNode(condition.pattern, scopes);
        return;
      case "between":
        for (const node of [condition.left, condition.low, condition.high]) this.#readNode(node, scopes);
        return;
      case "null":
        this.#readNode(condition.left, scopes);
        return;
      case "in":
        this.#readNode(condition.left, scopes);
        if ("select" in condition.right) this.readBlock(condition.right, scopes);
        else for (const node of condition.right) this.#readNode(node, scopes);
    }
  }
}
