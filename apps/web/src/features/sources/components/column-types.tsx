import type { ParseOptions, Table } from "@parlance/core";

type Chosen = NonNullable<ParseOptions["columnTypes"]>;
type ColumnKind = Chosen[string][string];

const KINDS: readonly ColumnKind[] = ["text", "integer", "decimal", "double", "boolean", "date", "timestamp"];

export interface ColumnTypesProps {
  readonly tables: readonly Table[];
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
}

/** Each column's type, as found or as the person says. */
export function ColumnTypes({ tables, chosen, onChange }: ColumnTypesProps) {
  const choose = (table: string, column: string, text: string) => {
    const { [column]: _old, ...others } = chosen[table] ?? {};
    const kind = KINDS.find((one) => one === text);
    onChange({ ...chosen, [table]: kind === undefined ? others : { ...others, [column]: kind } });
  };
  return (
    <div className="grid gap-3">
      {tables.map((table) => (
        <fieldset key={table.name} className="grid gap-2">
          <legend className="mb-1 text-[13px] text-soft">Types in {table.name}</legend>
          <div className="grid max-h-72 gap-x-6 gap-y-1.5 overflow-y-auto sm:grid-cols-2">
            {table.columns.map((column) => (
              <label key={column.name} className="flex items-center justify-between gap-3 text-sm">
                <span className="truncate">{column.name}</span>
                <select
                  className="h-8 rounded-field border border-edge bg-surface px-2 text-[13px]"
                  value={chosen[table.name]?.[column.name] ?? ""}
                  onChange={(event) => choose(table.name, column.name, event.target.value)}
                >
                  <option value="">as found: {column.type.kind}</option>
                  {KINDS.map((kind) => (
                    <option key={kind} value={kind}>
                      {kind}
                    </option>
                  ))}
                </select>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
