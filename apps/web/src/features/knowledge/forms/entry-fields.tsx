import { Segments } from "@parlance/ui";
import type { ReactNode } from "react";
import { ConditionFields } from "./condition-fields.tsx";
import { ColumnChoice, TableChoice, TextField } from "./fields.tsx";
import { MetricFields, type MetricFieldsProps } from "./metric-fields.tsx";

const TARGETS = [
  { value: "column", label: "A column" },
  { value: "value", label: "A value" },
  { value: "table", label: "A table" },
] as const;

/** The fields that the kind of entry has. */
export function EntryFields({ draft, put, ...place }: MetricFieldsProps) {
  const table = <TableChoice {...place} value={draft.table} onChange={(next) => put({ table: next, column: "" })} />;
  const column = (none?: string) => (
    <ColumnChoice
      {...place}
      table={draft.table}
      value={draft.column}
      onChange={(next) => put({ column: next })}
      {...(none === undefined ? {} : { none })}
    />
  );
  switch (draft.kind) {
    case "metric":
      return <MetricFields {...place} draft={draft} put={put} />;
    case "alias":
      return <AliasFields {...place} draft={draft} put={put} />;
    case "verified":
      return (
        <>
          <TextField label="Question" rows={2} value={draft.name} onChange={(name) => put({ name })} />
          <TextField label="SQL" isCode rows={6} value={draft.sql} onChange={(sql) => put({ sql })} />
        </>
      );
    case "filter":
      return (
        <>
          {table}
          <ConditionFields
            {...place}
            legend="Only rows where"
            table={draft.table}
            value={draft.only}
            onChange={(only) => put({ only })}
          />
          <TextField label="Why" value={draft.text} onChange={(text) => put({ text })} />
        </>
      );
    case "join":
      return <JoinFields {...place} draft={draft} put={put} />;
    case "description":
      return (
        <>
          <Pair>
            {table}
            {column("the table itself")}
          </Pair>
          <TextField label="Description" rows={3} value={draft.text} onChange={(text) => put({ text })} />
        </>
      );
    case "term":
      return (
        <>
          <TextField label="Term" value={draft.name} onChange={(name) => put({ name })} />
          <TextField label="What it means" rows={3} value={draft.text} onChange={(text) => put({ text })} />
        </>
      );
    case "hidden":
      return (
        <>
          <Pair>
            {table}
            {column("the whole table")}
          </Pair>
          <p className="text-[13px] text-soft">
            Left out of suggestions, answers and prompts. It is no lock: SQL typed by hand still reaches it.
          </p>
        </>
      );
  }
}

const Pair = ({ children }: { children: ReactNode }) => (
  <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">{children}</div>
);

function AliasFields({ draft, put, ...place }: MetricFieldsProps) {
  return (
    <>
      <TextField label="Word or phrase" value={draft.name} placeholder="turnover" onChange={(name) => put({ name })} />
      <div className="grid gap-1">
        <p className="text-[13px] font-medium">Stands for</p>
        <div>
          <Segments label="Stands for" value={draft.target} options={TARGETS} onChange={(target) => put({ target })} />
        </div>
      </div>
      <Pair>
        <TableChoice {...place} value={draft.table} onChange={(table) => put({ table, column: "" })} />
        {draft.target === "table" ? null : (
          <ColumnChoice {...place} table={draft.table} value={draft.column} onChange={(column) => put({ column })} />
        )}
      </Pair>
      {draft.target === "value" ? (
        <TextField label="Value" hint="as it is stored" value={draft.value} onChange={(value) => put({ value })} />
      ) : null}
    </>
  );
}

function JoinFields({ draft, put, ...place }: MetricFieldsProps) {
  return (
    <>
      <Pair>
        <TableChoice {...place} label="Table" value={draft.table} onChange={(table) => put({ table, column: "" })} />
        <ColumnChoice {...place} table={draft.table} value={draft.column} onChange={(column) => put({ column })} />
        <TableChoice
          {...place}
          label="belongs to table"
          value={draft.otherTable}
          onChange={(otherTable) => put({ otherTable, otherColumn: "" })}
        />
        <ColumnChoice
          {...place}
          label="by column"
          table={draft.otherTable}
          value={draft.otherColumn}
          onChange={(otherColumn) => put({ otherColumn })}
        />
      </Pair>
      <TextField
        label="What the far side is"
        hint="optional"
        value={draft.name}
        placeholder="shipping address"
        onChange={(name) => put({ name })}
      />
    </>
  );
}
