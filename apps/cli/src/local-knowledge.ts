import { readFile } from "node:fs/promises";
import type { Catalog, WorkspaceKnowledge } from "@parlance/core";
import { describedCatalog, findFaults, type KnowledgeNote, readYaml, toEngine, toNotes } from "@parlance/knowledge";
import { CliError } from "./cli-error.ts";
import { EXIT } from "./exit-codes.ts";

/** What a knowledge file says about the files at hand. */
export interface LocalKnowledge {
  readonly engine: WorkspaceKnowledge;
  readonly notes: readonly KnowledgeNote[];
  /** The catalog in the file's words, without what it hides. */
  readonly described: Catalog;
  /** What names something that these files do not have, and is not used. */
  readonly warnings: readonly string[];
}

/** Reads a knowledge file, which may speak of more than these files hold. */
export async function readLocalKnowledge(path: string, catalog: Catalog): Promise<LocalKnowledge> {
  const { entries, problems } = readYaml(await textOf(path));
  if (problems.length > 0) {
    const lines = problems.map(({ line, message }) => (line === 0 ? message : `line ${line}: ${message}`));
    throw new CliError(EXIT.file, `${path} is not a knowledge file that can be read.`, lines.join("\n"));
  }
  const judged = entries.map((entry) => ({ ...entry, faults: findFaults(entry.body, catalog) }));
  const fit = judged.filter(({ faults }) => faults.length === 0);
  const bodies = fit.map(({ body }) => body);
  return {
    engine: toEngine(bodies),
    notes: toNotes(fit.map(({ body, field }) => ({ id: field, body }))),
    described: describedCatalog(catalog, bodies),
    warnings: judged.flatMap(({ line, faults }) =>
      faults.map(({ message }) => `${path}, line ${line} is not used: ${message}`),
    ),
  };
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) throw new CliError(EXIT.file, `${path} cannot be read.`);
    throw error;
  }
}
