import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runFile } from "./server-process.ts";
import { isFetched, type TrinoProgram } from "./trino-program.ts";

/** Of some forty plugins, those that need nothing outside the server. */
const PLUGINS: ReadonlySet<string> = new Set(["memory", "tpch", "geospatial"]);
const COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy";

/** Fetches a Trino release with Maven into this user's cache, once: some 800 MB, of which 100 MB stay. */
export async function fetchTrino(program: TrinoProgram, tell: (line: string) => void): Promise<void> {
  if (isFetched(program)) return;
  const parent = dirname(program.folder);
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, "fetching-"));
  try {
    tell(`Fetching Trino ${program.version} with Maven; this takes some minutes the first time.`);
    const artifact = `io.trino:trino-server:${program.version}:tar.gz`;
    await runFile("mvn", ["-q", "-B", COPY, `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`]);
    await unpack(folder, program);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function unpack(folder: string, { version, folder: target }: TrinoProgram): Promise<void> {
  const archive = join(folder, `trino-server-${version}.tar.gz`);
  await runFile("tar", ["-xzf", archive, "-C", folder]);
  const unpacked = join(folder, `trino-server-${version}`);
  const plugins = join(unpacked, "plugin");
  for (const plugin of await readdir(plugins)) {
    if (!PLUGINS.has(plugin)) await rm(join(plugins, plugin), { recursive: true });
  }
  if (!existsSync(target)) await rename(unpacked, target);
}

export { trinoProgram } from "./trino-program.ts";
export { startTrino } from "./trino-server.ts";
