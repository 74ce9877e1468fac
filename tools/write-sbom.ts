import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const LOCKFILE = join(fileURLToPath(new URL("..", import.meta.url)), "package-lock.json");

interface LockedPackage {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  /** Only for development. */
  readonly dev?: true;
}

interface Lockfile {
  readonly name: string;
  readonly version: string;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/**
 * A CycloneDX bill of materials of what is installed where Parlance runs, from the lockfile alone. npm's own (npm sbom
 * --omit=dev) leaves out what the repository names for development as well, although the server depends on it.
 */
function billOf({ name, version, packages }: Lockfile): object {
  const components = new Map<string, object>();
  for (const [path, locked] of Object.entries(packages)) {
    const component = locked.dev === true ? undefined : componentOf(path, locked);
    if (component !== undefined) components.set(component["bom-ref"], component);
  }
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: { type: "application", name, version } },
    components: [...components].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, component]) => component),
  };
}

/** Undefined for the packages of the repository itself. */
function componentOf(path: string, { name: alias, version, license, integrity }: LockedPackage) {
  const [, last] = /node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? [];
  if (last === undefined || version === undefined) return undefined;
  const name = alias ?? last;
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  return {
    type: "library",
    "bom-ref": `${name}@${version}`,
    name,
    version,
    purl,
    ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
    ...(integrity === undefined ? {} : { hashes: integrity.split(" ").map(hashOf) }),
  };
}

/** "sha512-" and base64, as CycloneDX writes it. */
function hashOf(integrity: string): { alg: string; content: string } {
  const [algorithm = "", digest = ""] = integrity.split(/-(.*)/s);
  return { alg: algorithm.replace("sha", "SHA-"), content: Buffer.from(digest, "base64").toString("hex") };
}

// Written by npm, in a form that npm documents.
const lockfile = JSON.parse(readFileSync(LOCKFILE, "utf8")) as Lockfile;
process.stdout.write(`${JSON.stringify(billOf(lockfile), null, 2)}\n`);
