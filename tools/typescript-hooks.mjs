// How Node loads TypeScript for `npm run eval`, `bench` and the like: types are taken out, nothing is put in. What tsx
// makes of a file also names each function when it is created, by Object.defineProperty; where a question creates
// thousands of them that is a sixth of the time, which the built product does not spend. Plain JavaScript, as it is
// what makes the rest loadable.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transformSync } from "rolldown/utils";

/** A hook of Node's module loader: https://nodejs.org/api/module.html#loadurl-context-nextload */
export async function load(url, context, nextLoad) {
  if (!url.startsWith("file:") || !url.endsWith(".ts")) return nextLoad(url, context);
  const path = fileURLToPath(url);
  const { code, map, errors } = transformSync(path, await readFile(path, "utf8"), { lang: "ts", sourcemap: true });
  const [error] = errors;
  if (error) throw new SyntaxError(`${path}: ${error.message}`);
  const encoded = Buffer.from(JSON.stringify(map)).toString("base64");
  const source = `${code}\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
  return { format: "module", source, shortCircuit: true };
}
