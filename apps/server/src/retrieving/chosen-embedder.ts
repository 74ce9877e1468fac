import type { Embedder } from "@parlance/core";

/** An embedder, and whether it may see what stands in cells. */
export interface ChosenEmbedder {
  readonly embedder: Embedder;
  /** Runs in this process or in the same house. */
  readonly isLocal: boolean;
}

/** Which embedder a workspace's sources are searched with. */
export type EmbedderFor = (workspaceId: string) => Promise<ChosenEmbedder>;

/** The built-in one: no model, no network, the same everywhere. */
export const builtInEmbedder: EmbedderFor = async () => {
  const { hashingEmbedder } = await import("@parlance/models");
  return { embedder: hashingEmbedder(), isLocal: true };
};
