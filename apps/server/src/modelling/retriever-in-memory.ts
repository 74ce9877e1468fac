import type { Retriever } from "@parlance/core";
import type { OpenSource } from "../resources/sources/source-access.ts";
import type { AssistedDisclosure } from "./assistance-finder.ts";

/** A schema of this size is told whole. */
const BUDGET_TOKENS = 3_000;

/** Finds tables by words and values alone, in memory. */
export async function retrieverInMemory(source: OpenSource, disclosure: AssistedDisclosure): Promise<Retriever> {
  const { memoryRetriever } = await import("@parlance/ask/retrieval");
  return memoryRetriever({
    source: source.prepared,
    catalog: source.knowledge.described,
    notes: source.knowledge.notes,
    embedder: null,
    mayTellValues: disclosure === "full",
    budgetTokens: BUDGET_TOKENS,
  });
}
