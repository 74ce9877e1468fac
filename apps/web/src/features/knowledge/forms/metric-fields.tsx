import { METRIC_FORMATS, type MetricFigure } from "@parlance/core";
import { Segments } from "@parlance/ui";
import { ConditionFields } from "./condition-fields.tsx";
import type { Draft, FigureDraft } from "./draft.ts";
import { Choice, ColumnChoice, type Place, TableChoice, TextField } from "./fields.tsx";

const WAYS = [
  { value: "figure", label: "One figure" },
  { value: "ratio", label: "One by another" },
  { value: "expression", label: "SQL" },
] as const;

const FUNCTIONS: readonly { readonly value: MetricFigure["fn"]; readonly label: string }[] = [
  { value: "sum", label: "Total of" },
  { value: "avg", label: "Average of" },
  { value: "count", label: "Number of" },
  { value: "min", label: "Lowest" },
  { value: "max", label: "Highest" },
  { value: "median", label: "Median of" },
];

export interface MetricFieldsProps extends Place {
  readonly draft: Draft;
  readonly put: (change: Partial<Draft>) => void;
}

/** How a figure is worked out, and how it is shown. */
export function MetricFields({ draft, put, ...place }: MetricFieldsProps) {
  return (
    <>
      <TextField label="Name" value={draft.name} placeholder="revenue" onChange={(name) => put({ name })} />
      <TextField
        label="Also called"
        hint="commas between"
        value={draft.synonyms}
        onChange={(synonyms) => put({ synonyms })}
      />
      <div className="grid gap-1">
        <p className="text-[13px] font-medium">Worked out as</p>
        <div>
          <Segments label="Worked out as" value={draft.metric} options={WAYS} onChange={(metric) => put({ metric })} />
        </div>
      </div>
      {draft.metric === "expression" ? (
        <>
          <TableChoice {...place} value={draft.table} onChange={(table) => put({ table })} />
          <TextField
            label="SQL"
            hint="one value over the table's rows"
            isCode
            rows={3}
            value={draft.sql}
            placeholder="SUM(price * quantity) / NULLIF(COUNT(*), 0)"
            onChange={(sql) => put({ sql })}
          />
        </>
      ) : (
        <FigureFields {...place} value={draft.above} onChange={(above) => put({ above })} />
      )}
      {draft.metric === "ratio" ? (
        <div className="grid gap-3 border-t border-line pt-3">
          <p className="text-[13px] font-medium">divided by</p>
          <FigureFields {...place} value={draft.below} onChange={(below) => put({ below })} />
        </div>
      ) : null}
      <TextField label="What it means" rows={2} value={draft.text} onChange={(text) => put({ text })} />
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
        <TextField label="Grain" value={draft.grain} placeholder="per order" onChange={(grain) => put({ grain })} />
        <Choice
          label="Written as"
          value={draft.format}
          options={METRIC_FORMATS.map((format) => ({ value: format, label: format }))}
          none="as it comes"
          onChange={(format) => put({ format })}
        />
        <TextField label="Unit" value={draft.unit} placeholder="EUR" onChange={(unit) => put({ unit })} />
      </div>
    </>
  );
}

interface FigureFieldsProps extends Place {
  readonly value: FigureDraft;
  readonly onChange: (value: FigureDraft) => void;
}

function FigureFields({ value, onChange, ...place }: FigureFieldsProps) {
  const put = (change: Partial<FigureDraft>) => onChange({ ...value, ...change });
  return (
    <>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
        <Choice
          label="Figure"
          value={value.fn}
          options={FUNCTIONS}
          onChange={(fn) => put({ fn: fn === "" ? "sum" : fn })}
        />
        <TableChoice {...place} value={value.table} onChange={(table) => put({ table, column: "", only: [] })} />
        <ColumnChoice
          {...place}
          table={value.table}
          value={value.column}
          none={value.fn === "count" ? "rows" : "Choose"}
          onChange={(column) => put({ column })}
        />
      </div>
      <ConditionFields
        {...place}
        legend="Only rows where"
        table={value.table}
        value={value.only}
        onChange={(only) => put({ only })}
      />
    </>
  );
}
