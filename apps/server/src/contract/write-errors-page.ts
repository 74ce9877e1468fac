import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { errorsPage } from "./errors-page.ts";

// npx tsx apps/server/src/contract/write-errors-page.ts
await writeFile(fileURLToPath(new URL("../../../../docs/errors.md", import.meta.url)), errorsPage());
