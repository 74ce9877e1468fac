import type { AliasTarget, KnowledgeBody, KnownAlias, WorkspaceKnowledge } from "@parlance/core";

/** What the embedded engine makes use of. The entries are in force and name only what is there. */
export const toEngine = (bodies: readonly KnowledgeBody[]): WorkspaceKnowledge => ({
  aliases: bodies.flatMap(aliasesOf),
  verified: of(bodies, "verified").map(({ question, sql }) => ({ question, sql })),
  descriptions: of(bodies, "description").map(({ kind: _, ...description }) => description),
  filters: of(bodies, "filter").map(({ table, only }) => ({ table, only })),
  hidden: of(bodies, "hidden").map(({ kind: _, ...part }) => part),
});

export const of = <Kind extends KnowledgeBody["kind"]>(
  bodies: readonly KnowledgeBody[],
  kind: Kind,
): Extract<KnowledgeBody, { kind: Kind }>[] =>
  bodies.filter((body): body is Extract<KnowledgeBody, { kind: Kind }> => body.kind === kind);

function aliasesOf(body: KnowledgeBody): KnownAlias[] {
  switch (body.kind) {
    case "alias":
      return [{ phrase: body.phrase, target: body.target }];
    case "metric": {
      const target: AliasTarget = { kind: "metric", metric: body.definition };
      return [body.name, ...(body.synonyms ?? [])].map((phrase) => ({ phrase, target }));
    }
    case "join":
      return [{ phrase: body.role ?? "", target: { kind: "join", from: body.from, to: body.to } }];
    default:
      return [];
  }
}
