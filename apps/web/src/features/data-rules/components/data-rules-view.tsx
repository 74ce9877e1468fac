import { Button } from "@parlance/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Eye, Pencil, Plus, ShieldAlert, Trash2 } from "lucide-react";
import { useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { Source } from "../../../http/api-types.ts";
import { meQuery } from "../../account/api/me.ts";
import { type DataRule, type DataRuleList, dataRulesQuery, membersQuery, removeRule } from "../api/data-rules.ts";
import { ruleWords, whomWords } from "../rule-draft.ts";
import { RuleDialog } from "./rule-dialog.tsx";
import { SeeAs } from "./see-as.tsx";

type Open = { readonly kind: "rule"; readonly rule: DataRule | null } | { readonly kind: "seeAs" };

/** Which rows and columns of a source whom is shown. */
export function DataRulesView({ source }: { source: Source }) {
  const me = useQuery(meQuery);
  const rules = useQuery(dataRulesQuery(source.id));
  const [open, setOpen] = useState<Open | null>(null);
  const mayChange = me.data?.permissions.includes("dataRule.change") ?? false;
  const items = rules.data?.items ?? [];
  const tables = [...new Set(items.map(({ table }) => table))].sort();
  const close = () => setOpen(null);
  return (
    <div className="grid min-w-0 gap-6">
      {mayChange ? (
        <div className="flex flex-wrap gap-2">
          <Button look="solid" onClick={() => setOpen({ kind: "rule", rule: null })}>
            <Plus size={15} aria-hidden /> New rule
          </Button>
          <Button onClick={() => setOpen({ kind: "seeAs" })}>
            <Eye size={15} aria-hidden /> See as
          </Button>
        </div>
      ) : null}
      {rules.isError ? <ErrorPanel error={rules.error} /> : null}
      <BrokenRules rules={items} />
      <KeptViews views={rules.data?.keptViews ?? []} />
      {rules.data !== undefined && items.length === 0 ? <Nothing /> : null}
      {tables.map((table) => (
        <section key={table} aria-labelledby={`rules-${table}`} className="card min-w-0 overflow-hidden">
          <h2 id={`rules-${table}`} className="border-b border-line px-4 py-3 font-serif text-xl break-words sm:px-5">
            {table}
          </h2>
          <ul className="divide-y divide-line">
            {items
              .filter((rule) => rule.table === table)
              .map((rule) => (
                <RuleItem
                  key={rule.id}
                  rule={rule}
                  mayChange={mayChange}
                  onEdit={() => setOpen({ kind: "rule", rule })}
                />
              ))}
          </ul>
        </section>
      ))}
      {open?.kind === "rule" ? (
        <RuleDialog key={open.rule?.id ?? "new"} source={source} rule={open.rule} onClose={close} />
      ) : null}
      {open?.kind === "seeAs" ? (
        <Dialog title="See as" isOpen onClose={close}>
          <div className="max-h-[calc(76dvh-3.75rem)] overflow-y-auto p-5 pt-3">
            <SeeAs sourceId={source.id} />
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}

const Nothing = () => (
  <p className="card px-6 py-12 text-center text-pretty text-soft">
    Everybody in this workspace sees every row and every column of this source. A rule can leave out rows, or hide, mask
    or hash a column, for the people you choose.
  </p>
);

/** Rules that cannot be followed keep their tables from those they are about, until somebody mends them. */
function BrokenRules({ rules }: { rules: readonly DataRule[] }) {
  const broken = rules.filter(({ fault }) => fault !== null);
  if (broken.length === 0) return null;
  return (
    <div role="alert" className="flex gap-3 rounded-card border border-bad bg-surface p-4 text-sm">
      <ShieldAlert size={18} aria-hidden className="mt-0.5 shrink-0 text-bad" />
      <div className="grid min-w-0 gap-1">
        <p className="font-medium">
          {broken.length === 1
            ? "A rule cannot be followed any more."
            : `${broken.length} rules cannot be followed any more.`}
        </p>
        <p className="text-soft">
          The source has changed. Until they are mended, the people they are about see nothing of these tables:{" "}
          {[...new Set(broken.map(({ table }) => table))].join(", ")}.
        </p>
      </div>
    </div>
  );
}

/** Views that show what rules keep back are kept too, until somebody says what is to be shown of them. */
function KeptViews({ views }: { views: DataRuleList["keptViews"] }) {
  if (views.length === 0) return null;
  return (
    <div className="grid gap-1 rounded-field bg-warn-wash px-4 py-3 text-sm">
      <p>
        These views show rows of tables that rules are about, so they are not shown to the same people. Give a view a
        rule of the same kind, or open it where it may be seen as it is.
      </p>
      <ul className="grid list-disc gap-0.5 pl-5">
        {views.map(({ name, reads }) => (
          <li key={name} className="break-words">
            {name},{" "}
            {reads === null ? "of which the source does not tell what it reads" : `which reads ${reads.join(", ")}`}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface RuleItemProps {
  readonly rule: DataRule;
  readonly mayChange: boolean;
  readonly onEdit: () => void;
}

function RuleItem({ rule, mayChange, onEdit }: RuleItemProps) {
  const members = useQuery(membersQuery);
  const remove = useMutation({ mutationFn: () => removeRule(rule.sourceId, rule) });
  const [isAsked, setIsAsked] = useState(false);
  const words = ruleWords(rule.rule);
  return (
    <li className="grid gap-2 px-4 py-3 sm:px-5">
      <div className="flex items-start justify-between gap-3">
        <div className="grid min-w-0 gap-0.5">
          <p className={rule.rule.kind === "row" ? "font-mono text-[13px] break-words" : "break-words"}>{words}</p>
          <p className="text-[13px] text-soft">for {whomWords(rule.appliesTo, members.data?.items ?? [])}</p>
          {rule.attributes.length === 0 ? null : (
            <p className="text-[13px] text-soft">Needs to know of each member: {rule.attributes.join(", ")}</p>
          )}
          {rule.note === "" ? null : <p className="text-[13px] break-words text-faint">{rule.note}</p>}
          {rule.fault === null ? null : <p className="text-[13px] text-bad">{rule.fault.message}</p>}
        </div>
        {mayChange ? (
          <div className="flex shrink-0 gap-1">
            <Button look="quiet" size="icon" aria-label={`Change: ${words}`} onClick={onEdit}>
              <Pencil size={15} aria-hidden />
            </Button>
            <Button look="quiet" size="icon" aria-label={`Remove: ${words}`} onClick={() => setIsAsked(true)}>
              <Trash2 size={15} aria-hidden />
            </Button>
          </div>
        ) : null}
      </div>
      {isAsked ? (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <span>Those it is about see more from then on.</span>
          <Button size="small" disabled={remove.isPending} onClick={() => remove.mutate()}>
            Remove the rule
          </Button>
          <Button size="small" look="quiet" onClick={() => setIsAsked(false)}>
            Keep it
          </Button>
        </div>
      ) : null}
      {remove.isError ? <ErrorPanel error={remove.error} /> : null}
    </li>
  );
}
