import { type Assistance, assistanceSettings } from "@parlance/ask";
import { memoryRetriever } from "@parlance/ask/retrieval";
import type { PreparedSource } from "@parlance/engine";
import type { LocalKnowledge } from "./local-knowledge.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Schemas up to this size are told whole. */
const SCHEMA_TOKENS = 2_000;

/** Help from the model that PARLANCE_LLM_* names; undefined where none is named. Errors: MODEL_CONFIG_INVALID. */
export async function assistanceFor(
  source: PreparedSource,
  env: Environment,
  knowledge?: Pick<LocalKnowledge, "notes" | "described">,
): Promise<Assistance | undefined> {
  if (!Object.keys(env).some((name) => name.startsWith("PARLANCE_LLM_"))) return undefined;
  const { disclosure, ...helping } = assistanceSettings(env);
  if (disclosure === "nothing") return undefined;
  const { modelFromEnvironment } = await import("@parlance/models");
  const model = modelFromEnvironment(env);
  if (model === undefined) return undefined;
  const retriever = memoryRetriever({
    source,
    ...(knowledge === undefined ? {} : { catalog: knowledge.described }),
    notes: knowledge?.notes ?? [],
    embedder: null,
    mayTellValues: false,
    budgetTokens: SCHEMA_TOKENS,
  });
  return { ...helping, model, disclosure, retriever };
}
