import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { useMay } from "../../workspaces/api/rights.ts";
import { type Disclosure, decideDisclosure, disclosuresQuery, type SourceDisclosure } from "../api/disclosures.ts";
import { DISCLOSURE_WORDS, DISCLOSURES } from "./disclosure-words.ts";

/** What models are told of each source. */
export function DisclosureList() {
  const disclosures = useQuery(disclosuresQuery);
  const own = disclosures.data?.items.filter(({ kind }) => kind !== "demo") ?? [];
  const demo = disclosures.data?.items.filter(({ kind }) => kind === "demo") ?? [];
  return (
    <section aria-labelledby="disclosed" className="grid gap-3">
      <div className="grid gap-1">
        <h2 id="disclosed" className="font-medium">
          What leaves this house
        </h2>
        <p className="max-w-[60ch] text-sm text-soft">
          When a model helps with a question, it is told this much of the source. While you decide nothing, models in
          this house are told everything and models outside names only; the data of the demo teams is made up.
        </p>
      </div>
      {disclosures.isError ? <ErrorPanel error={disclosures.error} /> : null}
      {disclosures.data === undefined ? null : (
        <ul className="card divide-y divide-line">
          {own.length === 0 ? (
            <li className="p-5 text-sm text-soft">You have no sources of your own yet.</li>
          ) : (
            own.map((one) => <DisclosureRow key={one.sourceId} source={one} />)
          )}
          {demo.map((one) => (
            <DisclosureRow key={one.sourceId} source={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

const DEFAULT = "default";

function DisclosureRow({ source }: { source: SourceDisclosure }) {
  const id = useId();
  const mayDecide = useMay("disclosure.change");
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: (disclosure: Disclosure | null) => decideDisclosure(source.sourceId, disclosure),
    onSettled: () => client.invalidateQueries({ queryKey: ["disclosures"] }),
  });
  const choose = (value: string) => decide.mutate(DISCLOSURES.find((one) => one === value) ?? null);
  return (
    <li className="grid items-start gap-x-6 gap-y-2 p-5 sm:grid-cols-[1fr_14rem]">
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {source.name}
        </label>
        <p id={`${id}-words`} className="text-sm text-soft">
          {DISCLOSURE_WORDS[source.disclosure].sentence}
          {mayDecide ? null : " Owners and admins decide it."}
        </p>
        {decide.isError ? <ErrorPanel error={decide.error} /> : null}
      </div>
      <select
        id={id}
        aria-describedby={`${id}-words`}
        value={source.isDefault ? DEFAULT : source.disclosure}
        disabled={decide.isPending || !mayDecide}
        onChange={(event) => choose(event.target.value)}
        className="h-10 w-full rounded-field border border-edge bg-surface px-3 text-sm"
      >
        <option value={DEFAULT}>
          {source.isDefault ? `Default: ${DISCLOSURE_WORDS[source.disclosure].label.toLowerCase()}` : "Default"}
        </option>
        {DISCLOSURES.map((disclosure) => (
          <option key={disclosure} value={disclosure}>
            {DISCLOSURE_WORDS[disclosure].label}
          </option>
        ))}
      </select>
    </li>
  );
}
