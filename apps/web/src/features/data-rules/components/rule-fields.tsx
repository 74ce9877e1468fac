import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { Choice, ColumnChoice, type Place, TableChoice, TextField, useColumns } from "../../knowledge/forms/fields.tsx";
import { checkQuery, type RuleBody } from "../api/data-rules.ts";
import { type Action, type Keep, type RuleDraft, ruleOf } from "../rule-draft.ts";

export interface RuleFieldsProps extends Place {
  readonly draft: RuleDraft;
  readonly put: (change: Partial<RuleDraft>) => void;
}

const ACTIONS: readonly { readonly value: Action; readonly label: string }[] = [
  { value: "rows", label: "Show only some rows" },
  { value: "hide", label: "Hide a column" },
  { value: "mask", label: "Mask a column" },
  { value: "hash", label: "Hash a column" },
  { value: "open", label: "Open a view" },
];

const KEEPS: readonly { readonly value: Keep; readonly label: string }[] = [
  { value: "last", label: "Its last characters" },
  { value: "first", label: "Its first characters" },
  { value: "year", label: "The year of a date" },
  { value: "null", label: "Nothing" },
];

/** What a rule does: to which table, to its rows or to one of its columns. */
export function RuleFields({ draft, put, ...place }: RuleFieldsProps) {
  const { table, action, column, keep, characters } = draft;
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TableChoice {...place} value={table} onChange={(next) => put({ table: next, column: "" })} />
        <Choice
          label="What it does"
          value={action}
          options={ACTIONS}
          onChange={(next) => put({ action: next === "" ? "rows" : next })}
        />
      </div>
      {action === "rows" ? <FilterField draft={draft} put={put} {...place} /> : null}
      {action === "rows" || action === "open" ? null : (
        <div className="grid gap-4 sm:grid-cols-2">
          <ColumnChoice {...place} table={table} value={column} onChange={(next) => put({ column: next })} />
          {action === "mask" ? (
            <Choice
              label="What is left of a value"
              value={keep}
              options={KEEPS}
              onChange={(next) => put({ keep: next === "" ? "null" : next })}
            />
          ) : null}
          {action === "mask" && (keep === "last" || keep === "first") ? (
            <Choice
              label="How many characters"
              value={`${characters}`}
              options={COUNTS}
              onChange={(next) => put({ characters: Number(next || 1) })}
            />
          ) : null}
        </div>
      )}
      {action === "rows" || action === "open" || column === "" ? null : <ColumnFault {...place} draft={draft} />}
      <p className="text-[13px] text-soft">{ABOUT[action]}</p>
      <ViewsKept {...place} draft={draft} />
    </div>
  );
}

const COUNTS = Array.from({ length: 12 }, (_, i) => ({ value: `${i + 1}`, label: `${i + 1}` }));

const ABOUT: Readonly<Record<Action, string>> = {
  rows: "Of several rules about rows, all must hold. Rows for which a filter is not true are nowhere: not in totals, not in counts, not in what a model is told.",
  hide: "The column is not there: it cannot be asked for, filtered by, or found in any list.",
  mask: "The column is there; its values are not. What is counted or compared is what is shown.",
  hash: "Every value becomes a code. Equal values have equal codes, so that rows can still be counted and joined by it.",
  open: "A view over tables with rules is not shown to the people those rules are about. Opened, it is shown to them as it is: look first at what it shows.",
};

/** Why the source cannot do this to a column, where it cannot. */
function ColumnFault({ sourceId, draft }: Place & { readonly draft: RuleDraft }) {
  const rule = useDeferredValue(ruleOf(draft));
  const isReady = draft.table !== "" && rule !== null;
  const checked = useQuery({ ...checkQuery(sourceId, draft.table, rule ?? { kind: "open" }), enabled: isReady });
  const fault = isReady ? (checked.data?.fault ?? null) : null;
  return fault === null ? null : (
    <p role="status" className="text-[13px] text-bad">
      {fault.message}
    </p>
  );
}

/** Views through which the rule could be passed by. */
function ViewsKept({ sourceId, draft }: Place & { readonly draft: RuleDraft }) {
  const rule = useDeferredValue(ruleOf(draft));
  const isReady = draft.table !== "" && rule !== null && rule.kind !== "open";
  const checked = useQuery({ ...checkQuery(sourceId, draft.table, rule ?? { kind: "open" }), enabled: isReady });
  const views = isReady ? (checked.data?.keptViews ?? []) : [];
  if (views.length === 0) return null;
  return (
    <p className="rounded-field bg-warn-wash px-4 py-3 text-[13px]">
      {views.length === 1 ? "A view shows" : `${views.length} views show`} rows of this table and will not be shown to
      the same people until {views.length === 1 ? "it has" : "they have"} a rule of this kind or{" "}
      {views.length === 1 ? "is" : "are"} opened: {views.join(", ")}.
    </p>
  );
}

/** The filter, with the names it may use to click, and what is wrong with it while it is written. */
function FilterField({ draft, put, ...place }: RuleFieldsProps) {
  const columns = useColumns(place, draft.table);
  const rule = useDeferredValue(ruleOf(draft));
  const insert = (name: string) => put({ filter: `${draft.filter}${draft.filter === "" ? "" : " "}${name}` });
  return (
    <div className="grid gap-2">
      <TextField
        label="Rows for which this is true"
        isCode
        rows={3}
        value={draft.filter}
        placeholder="region = user.region and status <> 'draft'"
        onChange={(filter) => put({ filter })}
      />
      {draft.table === "" || rule === null ? null : <FilterFault {...place} table={draft.table} rule={rule} />}
      <div className="flex flex-wrap gap-1.5">
        {[...columns.map(({ name }) => quoted(name)), "user.email", "user.role"].map((name) => (
          <button
            key={name}
            type="button"
            onClick={() => insert(name)}
            className="cursor-pointer rounded-full border border-edge px-2 py-0.5 font-mono text-xs hover:bg-sunken"
          >
            {name}
          </button>
        ))}
      </div>
      <details className="text-[13px] text-soft">
        <summary className="cursor-pointer">What a filter can say</summary>
        <ul className="mt-1 grid list-disc gap-1 pl-5">
          <li>
            Compare columns with values: <code>= &lt;&gt; &lt; &lt;= &gt; &gt;=</code>, <code>between 1 and 5</code>,{" "}
            <code>in ('open', 'paid')</code>, <code>like 'A%'</code>, <code>is null</code>.
          </li>
          <li>
            Join conditions with <code>and</code>, <code>or</code>, <code>not</code> and brackets.
          </li>
          <li>
            <code>user.region</code> stands for what is written under “region” with each member; <code>user.email</code>
            , <code>user.role</code> and <code>user.userId</code> are always known. Who lacks what a filter needs sees
            no row.
          </li>
          <li>
            <code>in user.regions</code> reads several values, with commas between them.
          </li>
        </ul>
      </details>
    </div>
  );
}

const quoted = (name: string): string => (/^[a-z_][a-z0-9_]*$/i.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

function FilterFault({ sourceId, table, rule }: { sourceId: string; table: string; rule: RuleBody }) {
  const checked = useQuery(checkQuery(sourceId, table, rule));
  const fault = checked.data?.fault ?? null;
  const attributes = checked.data?.attributes ?? [];
  return (
    <p role="status" className={`text-[13px] ${fault === null ? "text-soft" : "text-bad"}`}>
      {fault === null
        ? attributes.length === 0
          ? checked.data === undefined
            ? ""
            : "This fits the table."
          : `This fits the table. It needs to know of each member: ${attributes.join(", ")}.`
        : fault.message}
    </p>
  );
}
