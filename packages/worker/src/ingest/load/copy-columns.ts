import { dataTypeOf } from "../../describe/data-type.ts";
import { queryRows } from "../../describe/query.ts";
import type { IngestJob } from "../job.ts";
import { columnNames } from "../names.ts";
import { quoteName } from "../quote.ts";

/** Types that Parquet would store as something else, and what keeps their values. */
const KEEPING_CASTS: Readonly<Record<string, string>> = {
  HUGEINT: "DECIMAL(38,0)",
  UHUGEINT: "VARCHAR",
  BIGNUM: "VARCHAR",
  BIT: "VARCHAR",
  VARINT: "VARCHAR",
  "TIME WITH TIME ZONE": "VARCHAR",
  TIMESTAMP_NS: "TIMESTAMP",
};

/** A SELECT that copies typed rows: names tidied, and nothing stored as a type that loses digits. */
export async function copyColumnsSql(job: IngestJob, scan: string): Promise<string> {
  const described = await queryRows(job.connection, `DESCRIBE SELECT * FROM ${scan}`);
  const names = columnNames(described.map((row) => String(row.column_name)));
  const items = described.map((row, index) => {
    const source = quoteName(String(row.column_name));
    const name = quoteName(names[index] ?? "");
    const native = String(row.column_type);
    const cast = KEEPING_CASTS[native] ?? (dataTypeOf(native).kind === "unknown" ? "VARCHAR" : undefined);
    return cast === undefined ? `${source} AS ${name}` : `CAST(${source} AS ${cast}) AS ${name}`;
  });
  return `SELECT ${items.join(", ")} FROM ${scan}`;
}
