import { Button } from "@parlance/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { problemOf } from "../../../http/problem.ts";
import type { VersionedSource } from "../../sources/api/sources.ts";
import { draftersQuery, evaluationsQuery, startEvaluation } from "../api/evaluations.ts";
import { OneEvaluation } from "./one-evaluation.tsx";

/** Puts a source's verified questions to the engine and to models, and shows how each has done. */
export function EvaluationView({ source }: { source: VersionedSource }) {
  const client = useQueryClient();
  const drafters = useQuery(draftersQuery(source.id));
  const evaluations = useQuery(evaluationsQuery(source.id));
  const [chosen, setChosen] = useState<readonly string[]>(["engine"]);
  const start = useMutation({
    mutationFn: () => startEvaluation(source.id, chosen),
    onSettled: () => client.invalidateQueries({ queryKey: ["evaluations", source.id] }),
  });
  const isRunning = evaluations.data?.items.some(({ state }) => state === "running") ?? false;
  const isEmpty = start.isError && problemOf(start.error).code === "EVALUATION_EMPTY";
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <div className="grid gap-8">
      <section aria-labelledby="test" className="card grid gap-5 p-5 sm:p-6">
        <div className="grid gap-1">
          <h2 id="test" className="font-serif text-2xl">
            Put it to the test
          </h2>
          <p className="max-w-prose text-sm text-soft">
            Every verified question of this source is asked as if nobody had verified its answer. What comes is held
            against the rows that the verified statement gives now.
          </p>
        </div>
        <fieldset className="grid gap-2">
          <legend className="mb-2 text-sm font-medium">Who answers?</legend>
          {drafters.data?.items.map(({ id, label }) => (
            <label key={id} className="flex cursor-pointer items-center gap-2.5 text-sm">
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={() => toggle(id)}
                className="size-4 accent-accent"
              />
              {label}
            </label>
          ))}
        </fieldset>
        {isEmpty ? (
          <p role="alert" className="rounded-field bg-sunken px-4 py-3 text-sm">
            There is no verified question yet. Verify a few answers, on the answer itself or under Knowledge; each
            becomes a question with a known answer.
          </p>
        ) : start.isError ? (
          <ErrorPanel error={start.error} />
        ) : null}
        <Button
          look="solid"
          className="justify-self-start"
          disabled={chosen.length === 0 || isRunning || start.isPending}
          onClick={() => start.mutate()}
        >
          <FlaskConical size={15} aria-hidden /> {isRunning ? "Running…" : "Run the test"}
        </Button>
      </section>
      {evaluations.isError ? <ErrorPanel error={evaluations.error} /> : null}
      {evaluations.data?.items.map((evaluation, i) => (
        <OneEvaluation key={evaluation.id} evaluation={evaluation} isOpenFirst={i === 0} />
      ))}
    </div>
  );
}
