import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { useSourceGroups } from "../../sources/api/sources.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { type Combination, changeSendsKeys } from "../api/combinations.ts";

type Member = Combination["members"][number];

/** What a combination is made of, and whether values of a part may be sent to the databases of the others. */
export function CombinationMembers({ combination: { members } }: { combination: Combination }) {
  const client = useQueryClient();
  const mayDecide = useMay("disclosure.change");
  // What comes with the product is made up, and nobody's to change.
  const demo = (useSourceGroups().data ?? []).flatMap(({ sources }) => sources).filter(({ kind }) => kind === "demo");
  const change = useMutation({
    mutationFn: ({ sourceId, sendsKeys }: Member) => changeSendsKeys(sourceId, !sendsKeys),
    onSettled: (_source, _error, { sourceId }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["combination"] }),
        client.invalidateQueries({ queryKey: ["source", sourceId] }),
      ]),
  });
  return (
    <section aria-labelledby="members" className="grid gap-3">
      <h2 id="members" className="font-medium">
        Made of
      </h2>
      <ul className="card divide-y divide-line overflow-hidden">
        {members.map((member) => (
          <li key={member.sourceId} className="grid gap-1 px-5 py-3">
            <MemberName member={member} />
            <span className="font-mono text-[13px] text-soft wrap-anywhere">
              {member.tables.map((table) => table.name).join(", ")}
            </span>
            {member.name === null || demo.some(({ id }) => id === member.sourceId) ? null : (
              <label className="flex items-center gap-2 text-[13px] text-soft">
                <input
                  type="checkbox"
                  checked={member.sendsKeys}
                  disabled={!mayDecide || change.isPending}
                  onChange={() => change.mutate(member)}
                  className="size-4 accent-accent"
                />
                <span>
                  Its keys may be sent to the other sources<span className="sr-only">: {member.name}</span>
                </span>
              </label>
            )}
          </li>
        ))}
      </ul>
      {change.isError ? <ErrorPanel error={change.error} /> : null}
      <p className="max-w-prose text-[13px] text-soft">
        Where few rows of one source count, the others are asked only for rows that have one of their keys. Those keys
        then stand in a statement that the other database sees and may log. Without them more rows are fetched; the
        answer is the same.
      </p>
    </section>
  );
}

const MemberName = ({ member: { sourceId, name } }: { member: Member }) =>
  name === null ? (
    <span className="text-bad">A source that is gone. Without it nothing can be asked here.</span>
  ) : (
    <Link
      to="/sources/$sourceId"
      params={{ sourceId }}
      className="w-fit font-medium underline decoration-edge underline-offset-4 hover:text-accent"
    >
      {name}
    </Link>
  );
