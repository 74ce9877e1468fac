import type { Column, ForeignKey } from "@parlance/core";
import { key } from "./shop.fixture.ts";
import { type PreparedSource, prepareSource } from "./source.ts";
import { columnsOver, table } from "./table.fixture.ts";

const ranged = (column: Column, min: string, max: string, distinct = 70): Column => ({
  ...column,
  profile: { rows: 80, nulls: 0, distinctIsExact: true, topValues: [], ...column.profile, min, max, distinct },
});

const source = (tables: readonly (readonly [string, readonly Column[], readonly ForeignKey[]])[]): PreparedSource => {
  const made = tables.map(([name, columns, keys]) => table(name, columns, keys));
  const values = made.flatMap(({ columns, name }) =>
    columns.flatMap(({ name: column, profile, type }) =>
      type.kind === "text" && profile && profile.topValues.length > 0
        ? [{ table: name, column, values: profile.topValues, isTruncated: false }]
        : [],
    ),
  );
  return prepareSource({ dialect: "duckdb", version: "1", tables: made }, values);
};

const six = columnsOver(6);
const eighty = columnsOver(80);
const lines = columnsOver(900);
const NAMES = ["Ana", "Boris", "Chloe", "Dario", "Elif"];

/** The people of a firm, what they spend and which courses they attend. */
export const FIRM = source([
  ["departments", [six("department_id", "integer"), six("name"), six("location", "text", ["Berlin", "Oslo"])], []],
  [
    "employees",
    [
      eighty("employee_id", "integer"),
      eighty("first_name", "text", NAMES),
      eighty("last_name", "text", ["Abbott", "Brandt", "Dupont", "Gruber"]),
      eighty("department_id", "integer"),
      ranged(eighty("hire_date", "date"), "2012-01-03", "2026-05-02"),
      ranged(eighty("birth_date", "date"), "1962-01-03", "2001-05-02"),
      ranged(eighty("salary", "decimal"), "2600", "7100"),
    ],
    [key("department_id", "departments")],
  ],
  [
    "expenses",
    [
      lines("expense_id", "integer"),
      lines("employee_id", "integer"),
      lines("category", "text", ["Travel", "Meals"]),
      ranged(lines("amount", "decimal"), "15", "1900"),
      ranged(lines("spent_on", "date"), "2024-06-01", "2026-11-10", 500),
    ],
    [key("employee_id", "employees")],
  ],
  ["courses", [six("course_id", "integer"), six("title"), ranged(six("price", "decimal"), "120", "300", 6)], []],
  [
    "course_attendance",
    [eighty("employee_id", "integer"), eighty("course_id", "integer"), ranged(eighty("score", "integer"), "40", "100")],
    [key("employee_id", "employees"), key("course_id", "courses")],
  ],
]);

/** A shop whose orders are worth what their lines are. */
export const STORE = source([
  [
    "customers",
    [eighty("customer_id", "integer"), eighty("name"), eighty("country", "text", ["France", "Austria", "Belgium"])],
    [],
  ],
  [
    "orders",
    [
      lines("order_id", "integer"),
      lines("customer_id", "integer"),
      ranged(lines("order_date", "date"), "2024-01-03", "2026-11-10", 600),
      lines("channel", "text", ["Web", "Store"]),
    ],
    [key("customer_id", "customers")],
  ],
  ["products", [six("product_id", "integer"), six("name"), six("category", "text", ["Office", "Decor"])], []],
  [
    "order_lines",
    [
      lines("order_line_id", "integer"),
      lines("order_id", "integer"),
      lines("product_id", "integer"),
      ranged(lines("quantity", "integer"), "1", "6", 6),
      ranged(lines("line_total", "decimal"), "19", "840", 300),
    ],
    [key("order_id", "orders"), key("product_id", "products")],
  ],
]);
