import {
  type Catalog,
  type Column,
  findTable,
  isNumeric,
  type KnowledgeBody,
  type Metric,
  type MetricCondition,
  type MetricFigure,
  type Table,
} from "@parlance/core";
import { nearestName } from "@parlance/sql";

/** Something an entry names that its source does not have. */
export interface Fault {
  /** Where in the entry, such as "definition.column". */
  readonly field: string;
  readonly message: string;
  /** What was most likely meant. */
  readonly nearest?: string;
}

/** What keeps an entry from being used with this catalog; nothing when all its names are there. SQL is not read here. */
export function findFaults(body: KnowledgeBody, catalog: Catalog): Fault[] {
  switch (body.kind) {
    case "description":
    case "hidden":
      return partFaults(body, catalog, "");
    case "alias":
      return partFaults(body.target, catalog, "target.");
    case "metric":
      return metricFaults(body.definition, catalog, "definition.");
    case "join":
      return [...partFaults(body.from, catalog, "from."), ...partFaults(body.to, catalog, "to."), ...selfJoin(body)];
    case "filter":
      return withTable(body.table, catalog, "table", (table) => conditionFaults(body.only, table, "only"));
    case "term":
    case "verified":
      return [];
  }
}

const selfJoin = ({ from, to }: Extract<KnowledgeBody, { kind: "join" }>): Fault[] =>
  from.table.toLowerCase() === to.table.toLowerCase() && from.column.toLowerCase() === to.column.toLowerCase()
    ? [{ field: "to.column", message: "A column is no key to itself." }]
    : [];

const withTable = (name: string, catalog: Catalog, field: string, then: (table: Table) => Fault[]): Fault[] => {
  const table = findTable(catalog, name);
  return table === undefined
    ? [
        missing(
          field,
          "table",
          name,
          catalog.tables.map((one) => one.name),
        ),
      ]
    : then(table);
};

function partFaults(part: { readonly table: string; readonly column?: string }, catalog: Catalog, at: string): Fault[] {
  return withTable(part.table, catalog, `${at}table`, (table) =>
    part.column === undefined ? [] : columnFaults(part.column, table, `${at}column`),
  );
}

const findColumn = (table: Table, name: string): Column | undefined =>
  table.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());

const columnFaults = (name: string, table: Table, field: string): Fault[] =>
  findColumn(table, name) === undefined
    ? [
        missing(
          field,
          "column",
          name,
          table.columns.map((column) => column.name),
          ` in ${table.name}`,
        ),
      ]
    : [];

const conditionFaults = (only: readonly MetricCondition[], table: Table, at: string): Fault[] =>
  only.flatMap(({ column }, i) => columnFaults(column, table, `${at}.${i}.column`));

function metricFaults(metric: Metric, catalog: Catalog, at: string): Fault[] {
  switch (metric.kind) {
    case "figure":
      return figureFaults(metric, catalog, at);
    case "ratio":
      return [
        ...figureFaults(metric.above, catalog, `${at}above.`),
        ...figureFaults(metric.below, catalog, `${at}below.`),
      ];
    case "expression":
      return withTable(metric.table, catalog, `${at}table`, () => []);
  }
}

const ADDED_UP = new Set<MetricFigure["fn"]>(["sum", "avg", "median"]);

function figureFaults({ fn, table, column, only = [] }: MetricFigure, catalog: Catalog, at: string): Fault[] {
  return withTable(table, catalog, `${at}table`, (found) => [
    ...(column === undefined ? [] : columnFaults(column, found, `${at}column`)),
    ...(column === undefined || !ADDED_UP.has(fn) ? [] : numberFaults(column, found, `${at}column`)),
    ...conditionFaults(only, found, `${at}only`),
  ]);
}

function numberFaults(name: string, table: Table, field: string): Fault[] {
  const column = findColumn(table, name);
  if (column === undefined || isNumeric(column.type) || column.type.kind === "unknown") return [];
  const numeric = table.columns.filter((one) => isNumeric(one.type)).map((one) => one.name);
  const hint = numeric.length === 0 ? "" : ` Numbers are in ${numeric.slice(0, 5).join(", ")}.`;
  return [{ field, message: `${table.name}.${column.name} holds no numbers (${column.type.kind}).${hint}` }];
}

function missing(field: string, what: string, name: string, candidates: readonly string[], where = ""): Fault {
  const nearest = nearestName(name, candidates);
  const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
  return {
    field,
    message: `There is no ${what} "${name}"${where}.${hint}`,
    ...(nearest === undefined ? {} : { nearest }),
  };
}
