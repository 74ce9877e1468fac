import { Button, formatCount } from "@parlance/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Combine } from "lucide-react";
import { type FormEvent, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { Source } from "../../../http/api-types.ts";
import { newId } from "../../../http/new-id.ts";
import { useSourceGroups } from "../../sources/api/sources.ts";
import { combineSources } from "../api/combinations.ts";

const MAX_MEMBERS = 8;

/** Chooses sources that one question shall be able to read together. */
export function CombinePage() {
  const groups = useSourceGroups();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [name, setName] = useState("");
  const [key, setKey] = useState(newId);
  const all = (groups.data ?? []).flatMap(({ sources }) => sources).filter(canTakePart);
  const usual = all
    .filter(({ id }) => chosen.includes(id))
    .map((source) => source.name)
    .join(" + ")
    .slice(0, 200);
  const create = useMutation({
    mutationFn: () => combineSources(name.trim() || usual, chosen, key),
    onSuccess: async (source) => {
      await client.invalidateQueries({ queryKey: ["sources"] });
      await navigate({ to: "/sources/$sourceId", params: { sourceId: source.id }, search: { view: "parts" } });
    },
  });
  const change = (next: () => void) => {
    next();
    // Another choice is another request.
    setKey(newId());
    create.reset();
  };
  const toggle = (id: string) =>
    change(() => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.length > 1) create.mutate();
  };
  return (
    <div className="page grid gap-8 pt-8 pb-20">
      <header className="grid gap-3">
        <p className="text-[13px] text-faint">
          <Link to="/sources" className="underline decoration-edge underline-offset-4 hover:text-ink">
            Sources
          </Link>
        </p>
        <h1 className="font-serif text-4xl tracking-[-0.02em]">Combine sources</h1>
        <p className="max-w-prose text-soft">
          One question can then read them all, a file beside a database, say. Nothing is copied: each source sends only
          what a question needs of it, and the parts are joined here.
        </p>
      </header>
      {groups.isError ? <ErrorPanel error={groups.error} /> : null}
      <form onSubmit={submit} className="card grid gap-6 p-5 sm:p-7">
        <fieldset className="grid gap-2">
          <legend className="mb-2 text-sm font-medium">Which ones? Two to {MAX_MEMBERS}.</legend>
          {all.map((source) => (
            <Choice
              key={source.id}
              source={source}
              isChosen={chosen.includes(source.id)}
              isDisabled={chosen.length >= MAX_MEMBERS && !chosen.includes(source.id)}
              onToggle={() => toggle(source.id)}
            />
          ))}
          {groups.data !== undefined && all.length < 2 ? (
            <p className="text-sm text-soft">Add a second source first: a file, or a connection.</p>
          ) : null}
        </fieldset>
        <div className="grid gap-1.5">
          <label htmlFor="name" className="text-sm font-medium">
            Name
          </label>
          <input
            id="name"
            value={name}
            maxLength={200}
            placeholder={usual || "Both together"}
            onChange={(event) => change(() => setName(event.target.value))}
            className="h-10 rounded-field border border-edge bg-surface px-3"
          />
        </div>
        {create.isError ? <ErrorPanel error={create.error} /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button look="solid" type="submit" disabled={chosen.length < 2 || create.isPending}>
            <Combine size={16} aria-hidden /> Combine
          </Button>
          <span role="status" className="text-sm text-faint">
            {chosen.length < 2 ? "Choose at least two." : `${chosen.length} chosen.`}
          </span>
        </div>
      </form>
    </div>
  );
}

const canTakePart = ({ kind, version }: Source): boolean => kind !== "combined" && version !== "";

interface ChoiceProps {
  readonly source: Source;
  readonly isChosen: boolean;
  readonly isDisabled: boolean;
  readonly onToggle: () => void;
}

const Choice = ({ source, isChosen, isDisabled, onToggle }: ChoiceProps) => (
  <label className="flex cursor-pointer items-center gap-3 rounded-field border border-line px-4 py-3 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-wash/50">
    <input
      type="checkbox"
      checked={isChosen}
      disabled={isDisabled}
      onChange={onToggle}
      className="size-4 accent-accent"
    />
    <span className="min-w-0 flex-1">
      <span className="block truncate font-medium">{source.name}</span>
      <span className="text-[13px] text-soft">
        {source.kind === "demo" ? "Demo, " : ""}
        {formatCount(source.tableCount)} {source.tableCount === 1 ? "table" : "tables"}
      </span>
    </span>
  </label>
);
