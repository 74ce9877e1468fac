import { knowledgeBody } from "@parlance/knowledge";
import { z } from "zod";

export const importQuery = z.object({
  apply: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true")
    .describe("false: only tell what would change."),
});

const change = z
  .object({
    change: z.enum(["added", "changed", "removed"]),
    before: knowledgeBody.nullable(),
    after: knowledgeBody.nullable(),
  })
  .meta({ id: "KnowledgeChange" });

const problem = z
  .object({ field: z.string(), line: z.number().describe("From 1; 0 for the file as a whole."), message: z.string() })
  .meta({ id: "KnowledgeProblem" });

export const importAnswer = z
  .object({
    isApplied: z.boolean(),
    changes: z.array(change),
    problems: z
      .array(problem)
      .describe("What keeps the file from being taken in; nothing is applied while there are any."),
  })
  .meta({ id: "KnowledgeImport" });

export const MAX_YAML = 900_000;
export const yamlBody = z.string().max(MAX_YAML);

export type ImportAnswer = z.output<typeof importAnswer>;
