import { Button } from "@parlance/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { VersionedSource } from "../../sources/api/sources.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { type Combination, changeJoins, combinationQuery, type DeclaredJoin } from "../api/combinations.ts";
import { AddJoin } from "./add-join.tsx";
import { CombinationMembers } from "./combination-members.tsx";

/** What a combined source is made of, which columns join its parts, and the person's own joins. */
export function CombinationParts({ source }: { source: VersionedSource }) {
  const client = useQueryClient();
  const mayChange = useMay("source.change");
  const parts = useQuery(combinationQuery(source.id, `${source.version} ${source.etag ?? ""}`));
  const change = useMutation({
    mutationFn: async (joins: DeclaredJoin[]) => (parts.data ? changeJoins(parts.data, joins) : undefined),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ["source", source.id] });
      await client.invalidateQueries({ queryKey: ["combination", source.id] });
      await client.invalidateQueries({ queryKey: ["tables", source.id] });
    },
  });
  if (parts.isError) return <ErrorPanel error={parts.error} />;
  if (parts.data === undefined) return null;
  const { combination } = parts.data;
  const { joins, found } = combination;
  return (
    <div className="grid gap-8">
      <CombinationMembers combination={combination} />
      <section aria-labelledby="joins" className="grid gap-3">
        <h2 id="joins" className="font-medium">
          How they are joined
        </h2>
        <ul className="card divide-y divide-line overflow-hidden">
          {joins.map((join) => (
            <li key={joinText(join, combination)} className="flex items-center gap-3 px-5 py-3">
              <span className="min-w-0 flex-1">
                <span className="block font-mono text-[13px] wrap-anywhere">{joinText(join, combination)}</span>
                <span className="text-[13px] text-soft">Somebody here said so.</span>
              </span>
              {mayChange ? (
                <Button
                  look="quiet"
                  size="icon"
                  aria-label={`Remove the join ${joinText(join, combination)}`}
                  disabled={change.isPending}
                  onClick={() => change.mutate(joins.filter((one) => one !== join))}
                >
                  <Trash2 size={15} aria-hidden />
                </Button>
              ) : null}
            </li>
          ))}
          {found.map(({ table, column, refTable, refColumn, evidence, confidence }) => (
            <li key={`${table}.${column}`} className="px-5 py-3">
              <span className="block font-mono text-[13px] wrap-anywhere">
                {table}.{column} → {refTable}.{refColumn}
              </span>
              <span className="text-[13px] text-soft">
                {evidence} Found with {Math.round(confidence * 100)} % confidence.
              </span>
            </li>
          ))}
          {joins.length + found.length === 0 ? (
            <li className="px-5 py-3 text-sm text-soft">
              No columns of different sources seem to belong together.{mayChange ? " Say below which do." : ""}
            </li>
          ) : null}
        </ul>
        {change.isError ? <ErrorPanel error={change.error} /> : null}
        {mayChange ? (
          <AddJoin
            combination={combination}
            sourceId={source.id}
            version={source.version}
            isBusy={change.isPending}
            onAdd={(join) => change.mutate([...joins, join])}
          />
        ) : null}
      </section>
    </div>
  );
}

function joinText({ from, to }: DeclaredJoin, { members }: Combination): string {
  const nameOf = ({ sourceId, table, column }: DeclaredJoin["from"]): string => {
    const member = members.find((each) => each.sourceId === sourceId);
    return `${member?.tables.find((each) => each.table === table)?.name ?? table}.${column}`;
  };
  return `${nameOf(from)} → ${nameOf(to)}`;
}
