import { describe, expect, test } from "vitest";
import type { AuditEvent } from "../auditing/audit.ts";
import { settingsOf } from "../configuration/settings.ts";
import { WHOLE_WORKSPACE, type WorkspaceLimitRow } from "../limiting/workspace-limit-store.ts";
import type { ServerOptionsInput } from "../server-options.ts";
import { memorySharedState } from "../sharing/memory-shared-state.ts";
import { ModelAllowance } from "./model-allowance.ts";

const now = (): Date => new Date("2026-03-15T10:00:00Z");
const ANN = { workspaceId: "w", principal: "ann" };
const NOTHING = { tokens: 0, usd: 0 };

interface Case {
  readonly options?: Partial<ServerOptionsInput>;
  readonly rows?: readonly Pick<WorkspaceLimitRow, "principal" | "modelTokens" | "modelUsd">[];
  readonly workspace?: typeof NOTHING;
  readonly person?: typeof NOTHING;
}

function allowanceOf({ options = {}, rows = [], workspace = NOTHING, person = NOTHING }: Case) {
  const events: AuditEvent[] = [];
  const letters: (readonly [string, number])[] = [];
  const whole = { workspaceId: "w", storageBytes: null, revision: 1, updatedAt: now() };
  const allowance = new ModelAllowance({
    settings: settingsOf({ dataDir: "x", ...options }),
    limits: { find: async () => rows.map((row) => ({ ...whole, ...row })) },
    usage: {
      spent: async () => ({ workspace: { ...workspace, unpricedCalls: 0 }, person: { ...person, unpricedCalls: 0 } }),
    },
    reservations: { hold: async () => "held" },
    priceOf: async () => undefined,
    letters: { warn: async (workspaceId, share) => void letters.push([workspaceId, share]) },
    audit: { record: (event) => events.push(event) },
    claims: memorySharedState({ now: () => now().getTime() }, { error: () => undefined }).store,
    written: async () => undefined,
    now,
  });
  return { allowance, events, letters };
}

describe("the allowance for language models", () => {
  test.each<[string, Case, boolean, RegExp | null]>([
    ["is without end where none is set", { workspace: { tokens: 1e9, usd: 1e6 } }, true, null],
    [
      "says nothing below four fifths",
      { options: { modelTokensPerWorkspace: 100 }, workspace: { tokens: 79, usd: 0 } },
      true,
      null,
    ],
    [
      "warns from four fifths on",
      { options: { modelTokensPerWorkspace: 100 }, workspace: { tokens: 80, usd: 0 } },
      true,
      /^80 % of this workspace's allowance/,
    ],
    [
      "ends where it is used up",
      { options: { modelTokensPerWorkspace: 100 }, workspace: { tokens: 100, usd: 0 } },
      false,
      /this workspace's allowance for this month is used up/,
    ],
    [
      "counts the person as well",
      { options: { modelUsdPerPerson: 2 }, person: { tokens: 0, usd: 2.5 } },
      false,
      /your allowance/,
    ],
    [
      "tells of the limit that is nearest",
      {
        options: { modelTokensPerWorkspace: 100, modelUsdPerPerson: 10 },
        workspace: { tokens: 85, usd: 9 },
        person: { tokens: 85, usd: 9 },
      },
      true,
      /^90 % of your/,
    ],
    [
      "is what was set for this workspace",
      {
        options: { modelTokensPerWorkspace: 100 },
        rows: [{ principal: WHOLE_WORKSPACE, modelTokens: 1_000, modelUsd: null }],
        workspace: { tokens: 500, usd: 0 },
      },
      true,
      null,
    ],
    [
      "is nothing where nothing was given",
      { rows: [{ principal: "ann", modelTokens: 0, modelUsd: null }] },
      false,
      /your allowance/,
    ],
  ])("%s", async (_name, given, mayAsk, note) => {
    const judged = await allowanceOf(given).allowance.judge(ANN);
    expect(judged.mayAsk).toBe(mayAsk);
    if (note === null) expect(judged.notes).toEqual([]);
    else expect(judged.notes[0]).toMatch(note);
  });

  test("is recorded and told by letter once a month when it comes to its end, however often somebody asks", async () => {
    const { allowance, events, letters } = allowanceOf({
      options: { modelTokensPerWorkspace: 100 },
      workspace: { tokens: 120, usd: 0 },
    });
    await allowance.judge(ANN);
    await allowance.judge({ ...ANN, principal: "bob" });
    expect(events).toMatchObject([
      { action: "model-allowance.used-up", target: { type: "workspace", id: "w" }, detail: { percent: 120 } },
    ]);
    expect(letters).toEqual([["w", 1.2]]);
  });
});
