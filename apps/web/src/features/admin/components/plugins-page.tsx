import { Button } from "@parlance/ui";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import { type InstalledPlugin, pluginsQuery, switchPlugin } from "../api/operations.ts";
import { type Column, PagedTable } from "./paged-table.tsx";
import { When } from "./when.tsx";

const COLUMNS: readonly Column<InstalledPlugin>[] = [
  { name: "Plugin", cell: (plugin) => <Name plugin={plugin} /> },
  { name: "State", cell: (plugin) => <State plugin={plugin} /> },
  { name: "Takes part in", cell: ({ hooks }) => <span className="text-[13px] text-soft">{hooks.join(", ")}</span> },
  { name: "Faults", cell: (plugin) => <Faults plugin={plugin} /> },
  { name: "What to do", cell: (plugin) => <Switch plugin={plugin} /> },
];

/** Code of others that takes part in this server, and how it behaves. */
export function PluginsPage() {
  const plugins = useInfiniteQuery(pluginsQuery);
  return (
    <PagedTable
      label="Plugins"
      pages={plugins}
      columns={COLUMNS}
      keyOf={({ id }) => id}
      nothing="No plugin is loaded. Name some under plugins.load in the configuration, and restart."
    />
  );
}

const Name = ({ plugin: { label, description, place } }: { plugin: InstalledPlugin }) => (
  <>
    <span className="font-medium">{label}</span>
    <span className="block text-soft">{description}</span>
    <span className="block break-all font-mono text-[12px] text-soft">{place}</span>
  </>
);

const LOOKS = { running: "text-good", disabled: "text-warn", failed: "text-bad" } as const;
const WORDS = { running: "Runs", disabled: "Switched off", failed: "Could not be started" } as const;

const State = ({ plugin: { state, reason } }: { plugin: InstalledPlugin }) => (
  <>
    <span className={LOOKS[state]}>{WORDS[state]}</span>
    {reason === null ? null : <span className="block max-w-72 text-[13px] text-soft">{reason}</span>}
  </>
);

function Faults({ plugin: { faultCount, faults } }: { plugin: InstalledPlugin }) {
  const [latest] = faults;
  if (latest === undefined) return <span className="text-soft">none</span>;
  return (
    <>
      {faultCount}, the last <When at={latest.at} />
      <span className="block max-w-72 text-[13px] text-soft">{latest.message}</span>
    </>
  );
}

function Switch({ plugin: { id, label, state } }: { plugin: InstalledPlugin }) {
  const queries = useQueryClient();
  const isRunning = state === "running";
  const change = useMutation({
    mutationFn: () => switchPlugin(id, !isRunning),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["instance"] }),
    onError: (error) => tell({ id: `plugin-${id}`, text: problemOf(error).message, tone: "failed" }),
  });
  return (
    <Button
      look="quiet"
      size="small"
      disabled={change.isPending}
      onClick={() => change.mutate()}
      aria-label={`${isRunning ? "Switch off" : "Start"} ${label}`}
    >
      {isRunning ? "Switch off" : "Start"}
    </Button>
  );
}
