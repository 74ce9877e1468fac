import type { FrameColumn, JsonCell } from "@parlance/core";
import { fixedRows, type PagedRows, ResultTable } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { Choice } from "../../knowledge/forms/fields.tsx";
import { membersQuery, type Preview, previewQuery, type RuleWrite, type SeenAs } from "../api/data-rules.ts";
import { ROLE_WORDS, type Role } from "../rule-draft.ts";

export interface SeeAsProps {
  readonly sourceId: string;
  /** The table that is shown first. */
  readonly table?: string;
  readonly draft?: RuleWrite | undefined;
  readonly replaces?: string | undefined;
}

const ROLES: readonly Role[] = ["viewer", "analyst", "admin", "owner"];

/** The source as a member or a role sees it, with the rule that is being written. */
export function SeeAs({ sourceId, table, draft, replaces }: SeeAsProps) {
  const members = useQuery(membersQuery);
  const [who, setWho] = useState("role:viewer");
  const [picked, setPicked] = useState(table ?? "");
  const options = [
    ...(members.data?.items ?? []).map(({ userId, name }) => ({ value: `member:${userId}`, label: name })),
    ...ROLES.map((role) => ({ value: `role:${role}`, label: `${ROLE_WORDS[role]}, of whom nothing else is known` })),
  ];
  const seen: SeenAs = {
    as: asOf(who),
    ...(picked === "" ? {} : { table: picked }),
    ...(draft === undefined ? {} : { draft }),
    ...(replaces === undefined ? {} : { replaces }),
  };
  const preview = useQuery(previewQuery(sourceId, seen));
  return (
    <div className="grid min-w-0 gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice label="See it as" value={who} options={options} onChange={(next) => setWho(next || "role:viewer")} />
        <Choice
          label="Table"
          value={picked}
          none="The first"
          options={(preview.data?.tables ?? []).map(({ name }) => ({ value: name, label: name }))}
          onChange={setPicked}
        />
      </div>
      {preview.isError ? <ErrorPanel error={preview.error} /> : null}
      <div aria-live="polite" aria-busy={preview.isFetching} className={preview.isFetching ? "opacity-60" : ""}>
        {preview.data === undefined ? null : <Seen preview={preview.data} />}
      </div>
    </div>
  );
}

function asOf(who: string): SeenAs["as"] {
  const [kind, id = ""] = [who.slice(0, who.indexOf(":")), who.slice(who.indexOf(":") + 1)];
  if (kind === "member") return { kind, userId: id };
  return { kind: "role", role: ROLES.find((role) => role === id) ?? "viewer" };
}

function Seen({ preview }: { preview: Preview }) {
  const { rows, tables, withheld, missing } = preview;
  const shown = tables.find(({ name }) => name === rows?.table);
  // Cells are core's JSON cells; see api-types.ts.
  const paged = useMemo<PagedRows>(() => fixedRows((rows?.rows ?? []) as JsonCell[][]), [rows]);
  return (
    <div className="grid min-w-0 gap-2 text-[13px]">
      {missing.length === 0 ? null : (
        <p className="text-warn">Not known of this person: {missing.join(", ")}. Tables that need it show no rows.</p>
      )}
      {withheld.length === 0 ? null : <p className="text-bad">Not shown at all: {withheld.join(", ")}.</p>}
      {shown === undefined ? null : (
        <p className="text-soft">
          {shown.hasFewerRows ? "Some rows of " : "Every row of "}
          {shown.name}
          {shown.hidden.length === 0 ? "" : `, without ${shown.hidden.join(", ")}`}
          {shown.columns.some(({ masking }) => masking !== undefined)
            ? `; masked or hashed: ${shown.columns.flatMap(({ name, masking }) => (masking === undefined ? [] : [name])).join(", ")}`
            : ""}
          .
        </p>
      )}
      {rows === null ? (
        <p className="text-soft">There is nothing to show of it.</p>
      ) : (
        <div className="overflow-hidden rounded-field border border-line">
          <ResultTable
            label={`First rows of ${rows.table} as they see them`}
            // One schema, two type systems; see api-types.ts.
            columns={rows.columns as FrameColumn[]}
            rows={paged}
            maxHeight={260}
          />
        </div>
      )}
    </div>
  );
}
