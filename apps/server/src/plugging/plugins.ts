import { AppError, CHART_KINDS, type ChartSpec, type Frame } from "@parlance/core";
import type { SeenOutcome, SeenQuery, SeenRequest } from "@parlance/plugin";
import { z } from "zod";
import type { LoadedPlugin } from "./loaded-plugin.ts";
import type { Manifest } from "./manifest.ts";
import { PluginFault } from "./plugin-fault.ts";

const decision = z.union([
  z.object({ refuse: z.string().min(1).max(500) }),
  z.object({ note: z.string().min(1).max(500) }),
]);

const chart = z.object({
  kind: z.enum(CHART_KINDS),
  title: z.string().max(200).optional(),
  x: z.string().optional(),
  y: z.array(z.string()).max(10),
  series: z.string().optional(),
  isHorizontal: z.boolean().optional(),
  maxCategories: z.number().int().positive().optional(),
  alternatives: z.array(z.enum(CHART_KINDS)).default([]),
});

type Hook = Manifest["hooks"][number];

/** All plugins of this server, asked in the order in which the settings name them. */
export class Plugins {
  readonly all: readonly LoadedPlugin[];

  constructor(all: readonly LoadedPlugin[]) {
    this.all = all;
  }

  /** One does not run that should. */
  get isDegraded(): boolean {
    return this.all.some(({ state, reason }) => state === "failed" || (state === "disabled" && reason !== BY_HAND));
  }

  find(id: string): LoadedPlugin {
    const found = this.all.find((plugin) => plugin.id === id);
    if (found === undefined) throw new AppError("PLUGIN_NOT_FOUND");
    return found;
  }

  /** Errors: PLUGIN_REFUSED. */
  async beforeRequest(request: SeenRequest): Promise<void> {
    for (const plugin of this.#with("beforeRequest"))
      refuseIfTold(plugin, await decide(plugin, "beforeRequest", request));
  }

  /** Nobody waits. */
  afterRequest(request: SeenRequest, outcome: { readonly status: number; readonly elapsedMs: number }): void {
    for (const plugin of this.#with("afterRequest")) void plugin.ask("afterRequest", [request, outcome]);
  }

  /** What plugins have to say beside the answer. Errors: PLUGIN_REFUSED. */
  async beforeQuery(query: SeenQuery): Promise<readonly string[]> {
    const notes: string[] = [];
    for (const plugin of this.#with("beforeQuery")) {
      const decided = await decide(plugin, "beforeQuery", query);
      refuseIfTold(plugin, decided);
      if (decided !== undefined && "note" in decided)
        notes.push(`${plugin.manifest?.label ?? plugin.id}: ${decided.note}`);
    }
    return notes;
  }

  /** Nobody waits. */
  afterQuery(query: SeenQuery, outcome: SeenOutcome): void {
    for (const plugin of this.#with("afterQuery")) void plugin.ask("afterQuery", [query, outcome]);
  }

  /** The first chart that a plugin wants and the result can show; null: the built-in rules choose. */
  async draw(page: Frame, rowCount: number): Promise<ChartSpec | null> {
    for (const plugin of this.all) {
      if (plugin.state !== "running" || (plugin.manifest?.chartRules.length ?? 0) === 0) continue;
      const wanted = await plugin.ask("draw", [page, rowCount]);
      if (wanted === null || wanted === undefined) continue;
      const read = chart.safeParse(wanted);
      if (!read.success) plugin.countFault(new PluginFault("answered-nonsense", "what it drew is no chart"));
      else if (namesOnly(page, read.data)) return definedOnly(read.data);
    }
    return null;
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((plugin) => plugin.close()));
  }

  #with(hook: Hook): readonly LoadedPlugin[] {
    return this.all.filter(({ state, manifest }) => state === "running" && manifest?.hooks.includes(hook) === true);
  }
}

/** Why a plugin is off that an administrator switched off: nothing is wrong then. */
export const BY_HAND = "An administrator switched it off.";

type Decision = z.output<typeof decision>;

async function decide(plugin: LoadedPlugin, hook: Hook, seen: unknown): Promise<Decision | undefined> {
  const answer = await plugin.ask(hook, [seen]);
  if (answer === undefined || answer === null) return undefined;
  const read = decision.safeParse(answer);
  if (read.success) return read.data;
  plugin.countFault(new PluginFault("answered-nonsense", `${hook} gave neither refuse nor note`));
  return undefined;
}

function refuseIfTold(plugin: LoadedPlugin, decided: Decision | undefined): void {
  if (decided === undefined || !("refuse" in decided)) return;
  throw new AppError("PLUGIN_REFUSED", { message: decided.refuse, details: { plugin: plugin.id } });
}

const namesOnly = ({ columns }: Frame, { x, y, series }: z.output<typeof chart>): boolean =>
  [x, series, ...y].every((name) => name === undefined || columns.some((column) => column.name === name));

/** Without the members that are there and undefined. */
const definedOnly = (spec: z.output<typeof chart>): ChartSpec =>
  // What is left has the schema's own types.
  Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined)) as unknown as ChartSpec;
