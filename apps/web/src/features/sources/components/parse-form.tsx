import type { Catalog, CsvOptions, ParseOptions } from "@parlance/core";
import { Button } from "@parlance/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { Source, SourceFile } from "../../../http/api-types.ts";
import { parseAgain } from "../api/sources.ts";
import { ColumnTypes } from "./column-types.tsx";
import { CSV_CHOICES } from "./parse-choices.ts";
import { TOTALS_ROW } from "./parse-facts.ts";

export interface ParseFormProps {
  readonly source: Source;
  readonly file: SourceFile;
  readonly catalog: Catalog;
}

const FIELD = "h-9 min-w-0 rounded-field border border-edge bg-surface px-2.5 text-sm";

/** Corrects what was recognised. The kept original is read again; a reading that fails changes nothing. */
export function ParseForm({ source, file, catalog }: ParseFormProps) {
  const client = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [options, setOptions] = useState<ParseOptions>(file.parsed);
  const again = useMutation({
    mutationFn: () => parseAgain(source.id, file.id, options),
    onSuccess: () => client.invalidateQueries(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    again.mutate();
  };
  const setCsv = (change: Partial<CsvOptions>) => setOptions({ ...options, csv: { ...options.csv, ...change } });
  if (!isOpen) {
    return (
      <Button size="small" className="justify-self-start" onClick={() => setIsOpen(true)}>
        Not right? Change it
      </Button>
    );
  }
  return (
    <form onSubmit={submit} className="grid gap-4 border-t border-line pt-4">
      {options.csv === undefined ? null : <CsvFields csv={options.csv} onChange={setCsv} />}
      {options.json === undefined ? null : (
        <Labelled label="Nested values">
          <select
            className={FIELD}
            value={options.json.nested ?? "flatten"}
            onChange={(event) =>
              setOptions({
                ...options,
                json: { ...options.json, nested: event.target.value === "keep" ? "keep" : "flatten" },
              })
            }
          >
            <option value="flatten">spread into columns</option>
            <option value="keep">kept as JSON</option>
          </select>
        </Labelled>
      )}
      {options.totalsRow === undefined ? null : (
        <Labelled label="Totals or remarks below the table">
          <select
            className={FIELD}
            value={options.totalsRow}
            onChange={(event) =>
              setOptions({ ...options, totalsRow: event.target.value === "keep" ? "keep" : "leaveOut" })
            }
          >
            {Object.entries(TOTALS_ROW).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </Labelled>
      )}
      <ColumnTypes
        tables={catalog.tables.filter(({ name }) => file.tables.includes(name))}
        chosen={options.columnTypes ?? {}}
        onChange={(columnTypes) => setOptions({ ...options, columnTypes })}
      />
      {again.isError ? <ErrorPanel error={again.error} /> : null}
      <div className="flex gap-2">
        <Button type="submit" look="solid" disabled={again.isPending}>
          {again.isPending ? "Reading…" : "Read the file again"}
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            setOptions(file.parsed);
            setIsOpen(false);
          }}
        >
          Leave it
        </Button>
      </div>
    </form>
  );
}

function CsvFields({ csv, onChange }: { csv: Partial<CsvOptions>; onChange: (change: Partial<CsvOptions>) => void }) {
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {CSV_CHOICES.map(({ label, options, currentOf, change }) => (
        <Labelled key={label} label={label}>
          <select className={FIELD} value={currentOf(csv)} onChange={(event) => onChange(change(event.target.value))}>
            {options.map(({ value, text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </Labelled>
      ))}
      <Labelled label="Lines to skip before the header">
        <input
          type="number"
          min={0}
          className={FIELD}
          value={csv.skipLines ?? 0}
          onChange={(event) => onChange({ skipLines: Math.max(0, event.target.valueAsNumber || 0) })}
        />
      </Labelled>
      <Labelled label="Words read as NULL, separated by commas">
        <input
          className={FIELD}
          value={(csv.nullWords ?? []).join(",")}
          onChange={(event) => onChange({ nullWords: event.target.value.split(",").map((word) => word.trim()) })}
        />
      </Labelled>
    </div>
  );
}

const Labelled = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className="grid gap-1 text-[13px] text-soft">
    {label}
    {children}
  </label>
);
