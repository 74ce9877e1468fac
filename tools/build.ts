import { rm } from "node:fs/promises";
import { join } from "node:path";
import { build as buildWeb } from "vite";
import { makeTemplate } from "../apps/server/src/database/database.ts";
import { bundlePrograms, PROGRAMS, ROOT } from "./bundle-programs.ts";

const OUT = join(ROOT, "apps", "cli", "dist");

async function buildNode(): Promise<void> {
  await rm(OUT, { recursive: true, force: true });
  await bundlePrograms(OUT, PROGRAMS);
  await makeTemplate(join(OUT, "database-template"));
}

await buildNode();
await buildWeb({ root: join(ROOT, "apps", "web"), logLevel: "warn" });
