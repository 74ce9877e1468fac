import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openApiDocument } from "./openapi-document.ts";

// npx tsx apps/server/src/contract/write-openapi.ts, then packages/client/src/generate-client.ts
await writeFile(fileURLToPath(new URL("../../openapi.json", import.meta.url)), await openApiDocument());
