import type { PromptTexts } from "@parlance/ask";
import type { Drafter } from "../database/evaluation-tables.ts";
import type { PromptVersionRow } from "../prompting/prompt-store.ts";

const PREFIX = "prompt/";

/** A drafter with a text of a prompt that is not in use yet. */
export const promptDrafter = (base: Drafter, { id, prompt, number }: PromptVersionRow): Drafter => ({
  id: `${PREFIX}${id}/${base.id}`,
  label: `${base.label}, with version ${number} of the prompt ${prompt}`,
});

/** The version and the drafter behind it; undefined for every other drafter. */
export function promptOf(id: string): { readonly versionId: string; readonly base: string } | undefined {
  const [, versionId, base] = /^prompt\/([^/]+)\/(.+)$/.exec(id) ?? [];
  return versionId === undefined || base === undefined ? undefined : { versionId, base };
}

/** The texts in use, with this version among them. */
export const withVersion = (texts: PromptTexts | undefined, { prompt, body }: PromptVersionRow): PromptTexts => ({
  ...texts,
  [prompt]: body,
});
