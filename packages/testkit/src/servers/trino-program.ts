import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Releases that Maven Central keeps as a server, newest first, with the Java each needs. */
const RELEASES = [
  { version: "476", java: 24 },
  { version: "368", java: 11 },
] as const;

export interface TrinoProgram {
  readonly version: string;
  readonly java: string;
  /** Where the release is unpacked; may not exist yet. */
  readonly folder: string;
}

const cacheFolder = (): string =>
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "parlance", "test-servers");

/** The newest release that the Java of this machine (JAVA_HOME first, then PATH) can run; undefined without a Java. */
export function trinoProgram(): TrinoProgram | undefined {
  const java = process.env.JAVA_HOME === undefined ? "java" : join(process.env.JAVA_HOME, "bin", "java");
  const major = majorOf(java);
  const release = RELEASES.find((candidate) => candidate.java <= major);
  if (release === undefined) return undefined;
  return { version: release.version, java, folder: join(cacheFolder(), `trino-server-${release.version}`) };
}

function majorOf(java: string): number {
  // Java prints its settings where errors go.
  const { stderr } = spawnSync(java, ["-XshowSettings:properties", "-version"], { encoding: "utf8" });
  return Number(/java\.specification\.version = (\d+)/.exec(stderr ?? "")?.[1] ?? 0);
}

export const isFetched = ({ folder }: TrinoProgram): boolean => existsSync(join(folder, "lib"));
