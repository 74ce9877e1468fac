import { mkdir, writeFile } from "node:fs/promises";

/** Writes names as a set that a guard imports, one a line, so that a review sees each that comes or goes. */
export async function writeFunctionList(
  target: URL,
  script: string,
  source: string,
  engine: string,
  names: readonly string[],
): Promise<void> {
  const sorted = [...new Set(names)].sort();
  await mkdir(new URL(".", target), { recursive: true });
  await writeFile(
    target,
    `// Written by ${script}; change ${source} there, not this file.
// Callable in expressions: no function here reads a file, waits, locks, changes state, or tells about the server.
// ${engine}, ${sorted.length} names.

export const ALLOWED_FUNCTIONS: ReadonlySet<string> = new Set([
${sorted.map((name) => `  ${JSON.stringify(name)},`).join("\n")}
]);
`,
  );
  console.log(`${sorted.length} functions allowed`);
}
