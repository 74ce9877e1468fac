import { House, Send } from "lucide-react";
import type { ModelInUse, Providers } from "../api/providers.ts";
import { ownerWords } from "./usage-words.ts";

/** What is asked, in order. */
export function ModelsInUse({ providers: { items, inUse } }: { providers: Providers }) {
  const labelOf = (id: string): string => items.find((item) => item.id === id)?.label ?? id;
  return (
    <section aria-labelledby="in-use" className="grid gap-3">
      <h2 id="in-use" className="font-medium">
        In use
      </h2>
      {inUse.length === 0 ? (
        <p className="card p-5 text-sm text-soft">
          No model. Questions stay on this server and the embedded engine answers alone.
        </p>
      ) : (
        <ol className="card divide-y divide-line">
          {inUse.map((model, index) => (
            <li key={`${model.by} ${model.provider}`} className="grid gap-x-4 gap-y-1 p-5 sm:grid-cols-[1fr_auto]">
              <p className="min-w-0">
                <span className="text-sm text-faint">{index === 0 ? "Asked first" : "If that fails"}</span>
                <span className="block font-serif text-xl leading-snug">
                  {model.model === "" ? "its only model" : model.model}
                </span>
                <span className="text-sm text-soft">
                  {labelOf(model.provider)}, {ownerWords(model.by)} settings
                </span>
              </p>
              <Whereabouts model={model} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Whereabouts({ model: { isInHouse } }: { model: ModelInUse }) {
  const [Icon, words] = isInHouse ? [House, "in this house"] : [Send, "outside"];
  return (
    <p className="flex items-center gap-1.5 self-center text-sm text-soft">
      <Icon size={15} aria-hidden className={isInHouse ? "text-accent" : ""} />
      {words}
    </p>
  );
}
