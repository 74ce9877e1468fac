import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MongoClient } from "mongodb";
import { type Availability, folderOf, type ServerKind, type TestServer } from "./server-kind.ts";
import { freePort, makeServerFolder, runFile, startServerProcess } from "./server-process.ts";

const DATABASE = "parlance";
const VERSION = "1.47.0";
const PEER = fileURLToPath(new URL("./mongodb", import.meta.url));

/** The server's classes, fetched once by Maven; a new version gets a new folder. */
const CLASSES = join(homedir(), ".cache", "parlance-tests", `mongo-java-server-${VERSION}`);

const isAvailable = (): Availability => {
  const java = folderOf("javac", ["/usr/bin"]);
  const maven = folderOf("mvn", ["/usr/bin"]);
  if (java === undefined || (maven === undefined && !existsSync(CLASSES))) {
    const reason = "Install it with: apt-get install --no-install-recommends default-jdk-headless maven";
    return { isAvailable: false, reason };
  }
  return { isAvailable: true, programs: java };
};

/** mongo-java-server: the MongoDB wire protocol and most of its aggregation language, in memory, without sign-in. */
async function start(): Promise<TestServer> {
  const found = isAvailable();
  if (!found.isAvailable) throw new Error(`A MongoDB-protocol server is missing. ${found.reason}`);
  await fetchClasses();
  const folder = makeServerFolder("mongodb", {});
  const port = await freePort();
  let version = "";
  const server = await startServerProcess({
    name: "The MongoDB-protocol server",
    command: join(found.programs, "java"),
    args: ["-Xmx512m", "-cp", join(CLASSES, "*"), join(PEER, "MongoPeer.java"), String(port)],
    account: {},
    folder,
    signal: "SIGKILL",
    probe: async () => {
      const client = new MongoClient(`mongodb://127.0.0.1:${port}`, { serverSelectionTimeoutMS: 500 });
      try {
        const info: { version?: unknown } = await client.db(DATABASE).command({ buildInfo: 1 });
        version = String(info.version);
      } finally {
        await client.close();
      }
    },
  });
  return { host: "127.0.0.1", port, user: "", password: "", database: DATABASE, version, folder, stop: server.stop };
}

/** Several test files may want it at once: each fetches into a folder of its own, and the first to finish gives it its name. */
async function fetchClasses(): Promise<void> {
  if (existsSync(CLASSES)) return;
  await mkdir(join(CLASSES, ".."), { recursive: true });
  const fetched = await mkdtemp(`${CLASSES}-`);
  const goal = ["dependency:copy-dependencies", `-DoutputDirectory=${fetched}`];
  await runFile("mvn", ["-q", "-B", "-f", join(PEER, "pom.xml"), ...goal]);
  try {
    await rename(fetched, CLASSES);
  } catch (error) {
    await rm(fetched, { recursive: true, force: true });
    if (!existsSync(CLASSES)) throw error;
  }
}

export const mongodbServer: ServerKind = { name: "MongoDB", isAvailable, start };
