import { Button } from "@parlance/ui";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import { type InstalledPlugin, pluginsQuery, switchPlugin } from "../api/operations.ts";
import { When } from "./when.tsx";

/** Code of others that takes part in this server, and how it behaves. */
export function PluginsPage() {
  const { data, error, isError } = useInfiniteQuery(pluginsQuery);
  if (isError) return <ErrorPanel error={error} />;
  if (data === undefined) return <div aria-hidden className="h-40 animate-pulse rounded-card bg-sunken" />;
  const plugins = data.pages.flatMap(({ items }) => items);
  if (plugins.length === 0) {
    return (
      <p className="rounded-card border border-dashed border-edge px-6 py-10 text-center text-sm text-soft">
        No plugin is loaded. Name some under plugins.load in the configuration, and restart.
      </p>
    );
  }
  return (
    <ul aria-label="Plugins" className="grid gap-4">
      {plugins.map((plugin) => (
        <PluginCard key={plugin.place} plugin={plugin} />
      ))}
    </ul>
  );
}

interface PluginProps {
  readonly plugin: InstalledPlugin;
}

function PluginCard({ plugin }: PluginProps) {
  const { label, description, place, hooks } = plugin;
  return (
    <li className="card grid gap-4 px-5 py-4">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 className="font-medium break-words">{label}</h2>
          {description === "" ? null : <p className="max-w-[65ch] text-sm text-soft">{description}</p>}
          {place === label ? null : <p className="font-mono text-[12px] break-all text-soft">{place}</p>}
        </div>
        <Switch plugin={plugin} />
      </div>
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[8rem_minmax(0,1fr)]">
        <dt className="text-soft">State</dt>
        <dd>
          <State plugin={plugin} />
        </dd>
        <dt className="text-soft">Takes part in</dt>
        <dd>{hooks.length === 0 ? <span className="text-soft">nothing</span> : hooks.join(", ")}</dd>
        <dt className="text-soft">Faults</dt>
        <dd>
          <Faults plugin={plugin} />
        </dd>
      </dl>
    </li>
  );
}

const LOOKS = { running: "text-accent", disabled: "text-warn", failed: "text-bad" } as const;
const WORDS = { running: "Runs", disabled: "Switched off", failed: "Could not be started" } as const;

const State = ({ plugin: { state, reason } }: PluginProps) => (
  <>
    <span className={LOOKS[state]}>{WORDS[state]}</span>
    {reason === null ? null : <span className="block text-[13px] break-words text-soft">{reason}</span>}
  </>
);

const FAULTS_SHOWN = 3;

function Faults({ plugin: { faultCount, faults } }: PluginProps) {
  if (faultCount === 0) return <span className="text-soft">none since the start</span>;
  return (
    <>
      {faultCount} since the start
      <ul className="mt-1 grid gap-0.5 text-[13px] text-soft">
        {faults.slice(0, FAULTS_SHOWN).map(({ at, message }) => (
          <li key={`${at} ${message}`} className="break-words">
            <When at={at} />: {message}
          </li>
        ))}
      </ul>
    </>
  );
}

function Switch({ plugin: { id, label, state } }: PluginProps) {
  const queries = useQueryClient();
  const isRunning = state === "running";
  const change = useMutation({
    mutationFn: () => switchPlugin(id, !isRunning),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["instance"] }),
    onError: (error) => tell({ id: `plugin-${id}`, text: problemOf(error).message, tone: "failed" }),
  });
  return (
    <Button
      size="small"
      className="shrink-0"
      disabled={change.isPending}
      onClick={() => change.mutate()}
      aria-label={`${isRunning ? "Switch off" : "Start"} ${label}`}
    >
      {isRunning ? "Switch off" : "Start"}
    </Button>
  );
}
