import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { tableQuery, tablesQuery } from "../../sources/api/sources.ts";

const FIELD = "w-full min-w-0 rounded-field border border-edge bg-surface px-2.5 text-sm font-normal";

/** Which source a form is about. */
export interface Place {
  readonly sourceId: string;
  readonly version: string;
}

export const Labelled = ({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className="grid min-w-0 content-start gap-1 text-[13px] font-medium">
    <span>
      {label}
      {hint === undefined ? null : <span className="font-normal text-faint"> {hint}</span>}
    </span>
    {children}
  </label>
);

export interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isCode?: boolean;
  readonly rows?: number;
  readonly placeholder?: string;
}

export function TextField({ label, hint, value, onChange, isCode = false, rows = 1, placeholder }: TextFieldProps) {
  const face = isCode ? "font-mono text-[12.5px]" : "";
  return (
    <Labelled label={label} {...(hint === undefined ? {} : { hint })}>
      {rows === 1 ? (
        <input
          value={value}
          placeholder={placeholder}
          spellCheck={!isCode}
          onChange={(event) => onChange(event.target.value)}
          className={`${FIELD} h-9 ${face}`}
        />
      ) : (
        <textarea
          rows={rows}
          value={value}
          placeholder={placeholder}
          spellCheck={!isCode}
          onChange={(event) => onChange(event.target.value)}
          className={`${FIELD} py-2 ${face}`}
        />
      )}
    </Labelled>
  );
}

export interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value | "";
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value | "") => void;
  /** Shown where nothing is chosen. */
  readonly none?: string;
}

export function Choice<Value extends string>({ label, value, options, onChange, none = "Choose" }: ChoiceProps<Value>) {
  return (
    <Labelled label={label}>
      <select
        value={value}
        onChange={(event) => onChange(options.find((one) => one.value === event.target.value)?.value ?? "")}
        className={`${FIELD} h-9`}
      >
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

const named = (name: string) => ({ value: name, label: name });

export interface TableChoiceProps extends Place {
  readonly label?: string;
  readonly value: string;
  readonly onChange: (table: string) => void;
}

export function TableChoice({ sourceId, version, label = "Table", value, onChange }: TableChoiceProps) {
  const tables = useQuery(tablesQuery(sourceId, version));
  const names = tables.data?.items.map((table) => table.name) ?? [];
  const known = value === "" || names.includes(value) ? names : [value, ...names];
  return <Choice label={label} value={value} options={known.map(named)} onChange={onChange} />;
}

export interface ColumnChoiceProps extends Place {
  readonly label?: string;
  readonly table: string;
  readonly value: string;
  readonly onChange: (column: string) => void;
  readonly none?: string;
}

export function ColumnChoice({ sourceId, version, label = "Column", table, value, onChange, none }: ColumnChoiceProps) {
  const columns = useColumns({ sourceId, version }, table).map((column) => column.name);
  const known = value === "" || columns.includes(value) ? columns : [value, ...columns];
  return (
    <Choice
      label={label}
      value={value}
      options={known.map(named)}
      onChange={onChange}
      {...(none === undefined ? {} : { none })}
    />
  );
}

/** Columns with their types, once a table is chosen. */
export function useColumns({ sourceId, version }: Place, table: string) {
  const found = useQuery({ ...tableQuery(sourceId, version, table), enabled: table !== "" });
  return found.data?.columns ?? [];
}
