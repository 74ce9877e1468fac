import { Button } from "@parlance/ui";
import { Plus, X } from "lucide-react";
import type { ConditionDraft } from "./draft.ts";
import { ColumnChoice, type Place, TextField } from "./fields.tsx";

export interface ConditionFieldsProps extends Place {
  readonly legend: string;
  readonly table: string;
  readonly value: readonly ConditionDraft[];
  readonly onChange: (value: readonly ConditionDraft[]) => void;
}

/** Columns and the values they may have; all of them hold. */
export function ConditionFields({ legend, table, value, onChange, ...place }: ConditionFieldsProps) {
  const put = (at: number, condition: ConditionDraft) => onChange(value.map((one, i) => (i === at ? condition : one)));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-[13px] font-medium">{legend}</legend>
      {value.map((condition, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and only the last may be added
        <div key={i} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.3fr)_auto] items-end gap-2">
          <ColumnChoice
            {...place}
            table={table}
            value={condition.column}
            onChange={(column) => put(i, { ...condition, column })}
          />
          <TextField
            label="is one of"
            hint="commas between"
            value={condition.values}
            onChange={(values) => put(i, { ...condition, values })}
          />
          <Button
            look="quiet"
            size="icon"
            aria-label={`Remove condition ${i + 1}`}
            onClick={() => onChange(value.filter((_, at) => at !== i))}
          >
            <X size={15} aria-hidden />
          </Button>
        </div>
      ))}
      <Button
        size="small"
        className="justify-self-start"
        disabled={table === ""}
        onClick={() => onChange([...value, { column: "", values: "" }])}
      >
        <Plus size={14} aria-hidden /> Condition
      </Button>
    </fieldset>
  );
}
