import { Button } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { ListRestart } from "lucide-react";
import { useId } from "react";
import { problemOf } from "../../../http/problem.ts";
import { type ListedModel, listModels, type ProviderRequest } from "../api/providers.ts";

export interface ModelFieldProps {
  readonly request: ProviderRequest;
  readonly canList: boolean;
  readonly value: string;
  readonly onChange: (model: string) => void;
}

/** The model's name, typed or picked from what the provider lists. */
export function ModelField({ request, canList, value, onChange }: ModelFieldProps) {
  const id = useId();
  const listing = useMutation({ mutationFn: () => listModels(request) });
  const models = listing.data?.filter(({ kind }) => kind === "language") ?? [];
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        Model
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id={id}
          value={value}
          required
          maxLength={300}
          autoComplete="off"
          spellCheck={false}
          list={models.length === 0 ? undefined : `${id}-models`}
          aria-describedby={`${id}-help`}
          onChange={(event) => onChange(event.target.value)}
          className="h-10 min-w-0 flex-1 rounded-field border border-edge bg-surface px-3 font-mono text-[13px]"
        />
        {canList ? (
          <Button disabled={listing.isPending} onClick={() => listing.mutate()} className="h-10">
            <ListRestart size={15} aria-hidden /> {listing.isPending ? "Asking…" : "List models"}
          </Button>
        ) : null}
      </div>
      <datalist id={`${id}-models`}>
        {models.map((model) => (
          <option key={model.id} value={model.id}>
            {model.label}
          </option>
        ))}
      </datalist>
      <p id={`${id}-help`} className="text-[13px] text-soft">
        As the provider spells it.
      </p>
      {listing.isError ? (
        <p role="alert" className="text-[13px] text-bad">
          {problemOf(listing.error).message}
        </p>
      ) : null}
      {listing.isSuccess ? <Listed models={models} chosen={value} onPick={onChange} /> : null}
    </div>
  );
}

const SHOWN = 40;

function Listed({
  models,
  chosen,
  onPick,
}: {
  models: readonly ListedModel[];
  chosen: string;
  onPick: (model: string) => void;
}) {
  if (models.length === 0) return <p className="text-[13px] text-soft">The provider lists no language models.</p>;
  return (
    <div className="grid gap-2">
      <ul aria-label="Models of the provider" className="flex flex-wrap gap-1.5">
        {models.slice(0, SHOWN).map((model) => (
          <li key={model.id}>
            <button
              type="button"
              aria-pressed={model.id === chosen}
              onClick={() => onPick(model.id)}
              className="cursor-pointer rounded-full border border-edge bg-surface px-3 py-1 text-left text-[13px] hover:border-accent aria-pressed:border-accent aria-pressed:bg-accent-wash"
            >
              {model.label}
              {model.price === undefined ? null : (
                <span className="text-soft">
                  {" "}
                  ${model.price.input}/{model.price.output}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {models.length > SHOWN ? (
        <p className="text-[13px] text-soft">{models.length - SHOWN} more: type the first letters of a name above.</p>
      ) : null}
      {models.some(({ price }) => price !== undefined) ? (
        <p className="text-[13px] text-soft">Prices are US dollars for a million tokens in and out.</p>
      ) : null}
    </div>
  );
}
