import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import openapiTypescript, { astToString } from "openapi-typescript";

const CONTRACT = new URL("../../../apps/server/openapi.json", import.meta.url);
const GENERATED = new URL("./generated/api.ts", import.meta.url);

/** The types of every request and answer, as generated/api.ts holds them. */
export async function generateClient(): Promise<string> {
  const contract: unknown = JSON.parse(await readFile(CONTRACT, "utf8"));
  // Read as an object rather than by address, so that the generated text names no place on this machine.
  const ast = await openapiTypescript(contract as Parameters<typeof openapiTypescript>[0]);
  return `// Made from apps/server/openapi.json by generate-client.ts. Change the routes, not this file.\n${astToString(ast)}`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await writeFile(fileURLToPath(GENERATED), await generateClient());
}
