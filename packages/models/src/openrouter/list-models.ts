import { z } from "zod";
import { guardedFetch } from "../calling/guarded-fetch.ts";
import { requestJson } from "../calling/request-json.ts";
import type { ListedModel, ModelNeeds } from "../provider.ts";
import { withoutSlash } from "../provider-field.ts";
import { OPENROUTER_ADDRESS, type OpenrouterConfig } from "./config.ts";

const perToken = z.coerce.number().nonnegative().optional().catch(undefined);

const listing = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      name: z.string().optional(),
      pricing: z.object({ prompt: perToken, completion: perToken }).optional(),
    }),
  ),
});

export async function listModels(
  { apiKey, baseUrl }: OpenrouterConfig,
  needs: ModelNeeds,
  signal?: AbortSignal,
): Promise<readonly ListedModel[]> {
  const { data } = await requestJson(
    {
      url: `${withoutSlash(baseUrl || OPENROUTER_ADDRESS)}/models`,
      headers: { authorization: `Bearer ${apiKey}` },
      schema: listing,
    },
    { ...needs, fetch: guardedFetch(needs.fetch) },
    signal,
  );
  return data.map(({ id, name, pricing }) => ({ id, label: name ?? id, kind: "language", ...priceIn(pricing) }));
}

/** Told per token, shown per million. */
function priceIn(
  pricing: { prompt?: number | undefined; completion?: number | undefined } | undefined,
): Pick<ListedModel, "price"> {
  const { prompt, completion } = pricing ?? {};
  if (prompt === undefined || completion === undefined) return {};
  return { price: { input: perMillion(prompt), output: perMillion(completion) } };
}

const perMillion = (price: number): number => Number((price * 1_000_000).toFixed(6));
