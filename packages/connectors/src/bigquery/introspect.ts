import { createHash } from "node:crypto";
import type { Catalog, ColumnValues, ForeignKey, Table, ValueCount } from "@parlance/core";
import { guardBigquery } from "@parlance/sql";
import { readsOfView } from "../process/view-reads.ts";
import type { BigqueryConfig } from "./config.ts";
import { BIGQUERY_DIALECT, pathOf } from "./dialect.ts";
import type { DatasetList, FieldSchema, TableList, TableReference, TableResource, TableRows } from "./rest-answers.ts";
import type { BigqueryClient } from "./rest-client.ts";
import { columnOf, readCell } from "./types.ts";

const PAGE = 1_000;
/** BigQuery tells columns table by table; so many are asked for at once. */
const AT_ONCE = 8;
/** Values come from the rows that listing a table's data gives for nothing. */
const LISTED_ROWS = 10_000;
const MAX_LISTED_TABLES = 500;
const MAX_DISTINCT = 1_000;
const LONGEST_VALUE = 200;

interface FoundTable {
  readonly datasetId: string;
  readonly tableId: string;
}

/** Tables and columns through the catalog's own interface, which costs nothing however large the data is. */
export async function readCatalog(
  client: BigqueryClient,
  config: BigqueryConfig,
  signal?: AbortSignal,
): Promise<Catalog> {
  const found = await findTables(client, config, signal);
  const tables = await inTurns(found, async (table) => {
    const path = pathOfTable(config, table);
    return describeTable(
      table,
      await client.call<TableResource>(path, { query: { view: "BASIC" }, signal }),
      found,
      config,
    );
  });
  const version = createHash("sha256").update(JSON.stringify(tables)).digest("hex").slice(0, 32);
  return { dialect: BIGQUERY_DIALECT, version, tables: await withReads(tables, config) };
}

/** A view's definition names every table in full, but for the project, which may be left out where it is the view's own. */
function withReads(described: readonly DescribedTable[], { project }: BigqueryConfig): Promise<readonly Table[]> {
  const tables = described.map(({ table }) => table);
  const judge = (sql: string, policy: Parameters<typeof guardBigquery>[1]) =>
    guardBigquery(sql, policy, { catalog: project });
  return Promise.all(
    described.map(async ({ table, definition }) =>
      table.kind === "view" ? { ...table, reads: await readsOfView(definition, tables, judge) } : table,
    ),
  );
}

async function findTables(client: BigqueryClient, config: BigqueryConfig, signal?: AbortSignal): Promise<FoundTable[]> {
  const datasets = config.dataset === "" ? await listDatasets(client, config, signal) : [config.dataset];
  const lists = await inTurns(datasets, (dataset) => listTables(client, config, dataset, signal));
  return lists.flat();
}

async function listDatasets(
  client: BigqueryClient,
  { project }: BigqueryConfig,
  signal?: AbortSignal,
): Promise<string[]> {
  const found: string[] = [];
  let pageToken: string | undefined;
  do {
    const query = { maxResults: PAGE, pageToken };
    const page = await client.call<DatasetList>(`${pathOf(project)}/datasets`, { query, signal });
    found.push(...(page.datasets ?? []).flatMap(({ datasetReference }) => datasetReference?.datasetId ?? []));
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return found.sort();
}

async function listTables(
  client: BigqueryClient,
  { project }: BigqueryConfig,
  datasetId: string,
  signal?: AbortSignal,
): Promise<FoundTable[]> {
  const found: FoundTable[] = [];
  let pageToken: string | undefined;
  do {
    const query = { maxResults: PAGE, pageToken };
    const page = await client.call<TableList>(`${pathOf(project)}/datasets/${pathOf(datasetId)}/tables`, {
      query,
      signal,
    });
    for (const { tableReference, type = "" } of page.tables ?? []) {
      const isReadable = type === "TABLE" || type === "EXTERNAL" || type === "SNAPSHOT" || type.endsWith("VIEW");
      if (isReadable && tableReference?.tableId !== undefined)
        found.push({ datasetId, tableId: tableReference.tableId });
    }
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return found;
}

interface DescribedTable {
  readonly table: Table;
  readonly modified: string;
  /** Of a view. */
  readonly definition?: string;
}

function describeTable(
  found: FoundTable,
  resource: TableResource,
  all: readonly FoundTable[],
  config: BigqueryConfig,
): DescribedTable {
  const rows = resource.numRows === undefined ? undefined : Number(resource.numRows);
  const isView = resource.type?.endsWith("VIEW") ?? false;
  const { primaryKey, foreignKeys = [] } = resource.tableConstraints ?? {};
  const table: Table = {
    ...namesOf(found, all),
    schema: found.datasetId,
    kind: isView ? "view" : "table",
    ...(resource.description ? { comment: resource.description } : {}),
    columns: (resource.schema?.fields ?? []).map(columnOf),
    primaryKey: primaryKey?.columns ?? [],
    ...(primaryKey === undefined ? {} : { primaryKeyOrigin: "declared" as const }),
    foreignKeys: foreignKeys.flatMap(({ referencedTable, columnReferences = [] }) =>
      foreignKeyOf(referencedTable, columnReferences, all, config),
    ),
    ...(rows === undefined || isView ? {} : { rowCount: rows }),
  };
  const { view, materializedView } = resource;
  const definition = view?.useLegacySql === true ? undefined : (view?.query ?? materializedView?.query);
  return { table, modified: resource.lastModifiedTime ?? "", ...(definition === undefined ? {} : { definition }) };
}

/** Two tables of one name in different datasets go by their dataset as well. */
function namesOf({ datasetId, tableId }: FoundTable, all: readonly FoundTable[]): Pick<Table, "name" | "nativeName"> {
  const isAlone = all.filter((other) => other.tableId === tableId).length < 2;
  return isAlone ? { name: tableId } : { name: `${datasetId}.${tableId}`, nativeName: tableId };
}

function foreignKeyOf(
  target: TableReference | undefined,
  columns: readonly { readonly referencingColumn?: string; readonly referencedColumn?: string }[],
  all: readonly FoundTable[],
  { project }: BigqueryConfig,
): ForeignKey[] {
  const found = all.find(({ datasetId, tableId }) => datasetId === target?.datasetId && tableId === target.tableId);
  if (found === undefined || target?.projectId !== project) return [];
  return [
    {
      columns: columns.map(({ referencingColumn = "" }) => referencingColumn),
      refTable: namesOf(found, all).name,
      refColumns: columns.map(({ referencedColumn = "" }) => referencedColumn),
      origin: "declared",
      confidence: 1,
    },
  ];
}

/** Distinct values of text columns among a table's first rows, the most frequent first. */
export async function readValues(
  client: BigqueryClient,
  config: BigqueryConfig,
  { tables }: Catalog,
  signal?: AbortSignal,
): Promise<readonly ColumnValues[]> {
  const readable = tables.filter(
    ({ kind, columns }) => kind === "table" && columns.some(({ type }) => type.kind === "text"),
  );
  const lists = await inTurns(readable.slice(0, MAX_LISTED_TABLES), (table) => valuesOf(client, config, table, signal));
  return lists.flat();
}

async function valuesOf(
  client: BigqueryClient,
  config: BigqueryConfig,
  table: Table,
  signal?: AbortSignal,
): Promise<ColumnValues[]> {
  const texts = table.columns.filter(({ type }) => type.kind === "text");
  const path = pathOfTable(config, { datasetId: table.schema ?? "", tableId: table.nativeName ?? table.name });
  const query = { maxResults: LISTED_ROWS, selectedFields: texts.map(({ name }) => name).join(",") };
  const { rows = [] } = await client.call<TableRows>(`${path}/data`, { query, signal });
  const isPart = table.rowCount === undefined || rows.length < table.rowCount;
  return texts.map((column, i) => {
    const counts = new Map<string, number>();
    for (const { f = [] } of rows) {
      const cell = readCell(f[i]?.v, TEXT);
      if (typeof cell === "string" && cell.length <= LONGEST_VALUE) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
    const values = [...counts]
      .map(([value, count]): ValueCount => ({ value, count }))
      .sort((a, b) => b.count - a.count);
    return {
      table: table.name,
      column: column.name,
      values: values.slice(0, MAX_DISTINCT),
      isTruncated: isPart || values.length > MAX_DISTINCT,
    };
  });
}

const TEXT: FieldSchema = { type: "STRING" };

const pathOfTable = ({ project }: BigqueryConfig, { datasetId, tableId }: FoundTable): string =>
  `${pathOf(project)}/datasets/${pathOf(datasetId)}/tables/${pathOf(tableId)}`;

async function inTurns<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  }
  return results;
}
