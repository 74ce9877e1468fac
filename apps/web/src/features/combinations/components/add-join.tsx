import type { Table } from "@parlance/core";
import { Button } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { tableQuery } from "../../sources/api/sources.ts";
import type { Combination, DeclaredJoin } from "../api/combinations.ts";

export interface AddJoinProps {
  readonly combination: Combination;
  readonly sourceId: string;
  readonly version: string;
  readonly isBusy: boolean;
  readonly onAdd: (join: DeclaredJoin) => void;
}

interface End {
  /** As the combination calls it. */
  readonly table: string;
  readonly column: string;
}

const NO_END: End = { table: "", column: "" };

/** Two columns of different sources that belong together. */
export function AddJoin({ combination, sourceId, version, isBusy, onAdd }: AddJoinProps) {
  const [from, setFrom] = useState(NO_END);
  const [to, setTo] = useState(NO_END);
  const ends = [endOf(from, combination), endOf(to, combination)] as const;
  const [first, second] = ends;
  const isComplete = first !== null && second !== null && first.sourceId !== second.sourceId;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete) return;
    onAdd({ from: first, to: second });
    setFrom(NO_END);
    setTo(NO_END);
  };
  const shared = { combination, sourceId, version };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
      <EndPicker {...shared} label="Column" value={from} onChange={setFrom} />
      <EndPicker {...shared} label="belongs to, where each value stands once" value={to} onChange={setTo} />
      <Button type="submit" disabled={!isComplete || isBusy}>
        Add join
      </Button>
    </form>
  );
}

interface EndPickerProps {
  readonly combination: Combination;
  readonly sourceId: string;
  readonly version: string;
  readonly label: string;
  readonly value: End;
  readonly onChange: (end: End) => void;
}

function EndPicker({ combination, sourceId, version, label, value, onChange }: EndPickerProps) {
  const table = useQuery({ ...tableQuery(sourceId, version, value.table), enabled: value.table !== "" });
  const columns: Table["columns"] = value.table === "" ? [] : (table.data?.columns ?? []);
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm">{label}</legend>
      <div className="flex flex-wrap gap-2">
        <select
          aria-label={`${label}: table`}
          value={value.table}
          onChange={(event) => onChange({ table: event.target.value, column: "" })}
          className="h-9 max-w-52 rounded-field border border-edge bg-surface px-2 text-sm"
        >
          <option value="">Table</option>
          {combination.members.map((member) => (
            <optgroup key={member.sourceId} label={member.name ?? "Gone"}>
              {member.tables.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </optgroup>
          ))}
        </select>
        <select
          aria-label={`${label}: column`}
          value={value.column}
          disabled={columns.length === 0}
          onChange={(event) => onChange({ ...value, column: event.target.value })}
          className="h-9 max-w-52 rounded-field border border-edge bg-surface px-2 text-sm"
        >
          <option value="">Column</option>
          {columns.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
    </fieldset>
  );
}

/** The end in its own source's words. */
function endOf({ table, column }: End, { members }: Combination): DeclaredJoin["from"] | null {
  if (column === "") return null;
  for (const { sourceId, tables } of members) {
    const found = tables.find(({ name }) => name === table);
    if (found !== undefined) return { sourceId, table: found.table, column };
  }
  return null;
}
