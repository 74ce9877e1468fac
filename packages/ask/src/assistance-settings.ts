import { AppError, type Disclosure } from "@parlance/core";
import type { AskModel } from "./needs.ts";

/** How a model may help, beside which model it is. */
export interface AssistanceSettings {
  readonly disclosure: Disclosure;
  readonly askModel: AskModel;
  readonly samples: number;
  readonly wordsAnswers: boolean;
}

const DISCLOSURES: readonly Disclosure[] = ["full", "schema", "aggregates", "nothing"];
const ASK_MODEL: readonly AskModel[] = ["whenUnsure", "always", "never"];
/** Who words the sentence that answers: a template, or a model under a check of its numbers. */
const WORDS = ["template", "model"] as const;
const MAX_SAMPLES = 9;

/**
 * What PARLANCE_LLM_DISCLOSURE, _ASK, _SAMPLES and _WORDS say: full, whenUnsure, 1 and template where they say nothing.
 * Errors: MODEL_CONFIG_INVALID.
 */
export function assistanceSettings(env: Readonly<Record<string, string | undefined>>): AssistanceSettings {
  const samples = env.PARLANCE_LLM_SAMPLES?.trim() || "1";
  if (!/^\d$/.test(samples) || Number(samples) < 1) throw invalid("PARLANCE_LLM_SAMPLES", [`1 to ${MAX_SAMPLES}`]);
  return {
    disclosure: oneOf("PARLANCE_LLM_DISCLOSURE", DISCLOSURES, env),
    askModel: oneOf("PARLANCE_LLM_ASK", ASK_MODEL, env),
    samples: Number(samples),
    wordsAnswers: oneOf("PARLANCE_LLM_WORDS", WORDS, env) === "model",
  };
}

function oneOf<T extends string>(
  name: string,
  allowed: readonly T[],
  env: Readonly<Record<string, string | undefined>>,
): T {
  const given = env[name]?.trim();
  const [usual] = allowed;
  const found = given ? allowed.find((value) => value === given) : usual;
  if (found === undefined) throw invalid(name, allowed);
  return found;
}

const invalid = (name: string, allowed: readonly string[]): AppError =>
  new AppError("MODEL_CONFIG_INVALID", { message: `${name} is one of: ${allowed.join(", ")}.` });
