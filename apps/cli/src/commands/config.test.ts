import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CliIo } from "../cli-io.ts";
import { runCli } from "../program.ts";
import { plain } from "../render/paint.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parlance-config-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function parlance(args: readonly string[], env: CliIo["env"] = {}) {
  let out = "";
  let err = "";
  const io: CliIo = {
    write: async (text) => {
      out += text;
    },
    warn: (text) => {
      err += text;
    },
    readLines: async function* () {},
    isOutputTerminal: false,
    isErrorTerminal: false,
    width: Number.POSITIVE_INFINITY,
    paint: plain,
    warnPaint: plain,
    env,
  };
  const code = await runCli(["config", ...args, "--data-dir", join(folder, "data")], io, new AbortController().signal);
  return { code, out, err };
}

const yaml = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

describe("config check", () => {
  test("is content with nothing", async () => {
    expect(await parlance(["check"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("The settings can be used; no parlance.yaml was found."),
    });
  });

  test("tells every problem at once, with its place", async () => {
    const path = await yaml(
      "wrong.yaml",
      "server:\n  prot: 1\n  host: 0.0.0.0\nuploads:\n  maxSize: big\nmodels:\n  provider: nobody\n  model: x\n",
    );
    const { code, out } = await parlance(["check", "--config", path], { PARLANCE_SECRET_KEY: "short-canary" });
    expect(code).toBe(2);
    for (const part of [
      `${path}:2:3\n       There is no setting "server.prot".\n       Did you mean server.port?`,
      `${path}:5:3\n       uploads.maxSize is no size.`,
      "PARLANCE_SECRET_KEY\n       The secret key is too weak",
      `${path}:3:3\n       Listening on 0.0.0.0 without TLS`,
      `${path}:7:3\n       There is no such provider.`,
    ]) {
      expect(out).toContain(part);
    }
    expect(out).not.toContain("canary");
  });

  test("warns of a mistyped variable and ends well", async () => {
    const { code, out } = await parlance(["check"], { PARLANCE_LLM_MODLE: "x" });
    expect(code).toBe(0);
    expect(out).toContain(
      "warning  PARLANCE_LLM_MODLE\n       There is no setting PARLANCE_LLM_MODLE.\n       Did you mean",
    );
  });
});

describe("config show", () => {
  test("prints values with what said so, and never a secret", async () => {
    const path = await yaml("right.yaml", "uploads:\n  maxSize: 1 GB\nserver:\n  port: 4000\n");
    const env = { PARLANCE_LLM_API_KEY: "sk-canary", PARLANCE_SERVER_PORT: "5000" };
    const { code, out } = await parlance(["show", "--config", path], env);
    expect(code).toBe(0);
    expect(out).toMatch(/^uploads\.maxSize +1 GB +file, .*right\.yaml:2:3$/m);
    expect(out).toMatch(/^server\.port +5000 +environment, PARLANCE_SERVER_PORT$/m);
    expect(out).toMatch(/^models\.apiKey +set +environment, PARLANCE_LLM_API_KEY$/m);
    expect(out).toMatch(/^conversations\.keepFor +30 d +default$/m);
    expect(out).not.toContain("canary");
    const asJson = await parlance(["show", "--json", "--config", path], env);
    expect(JSON.parse(asJson.out)).toContainEqual(
      expect.objectContaining({ key: "server.port", value: "5000", origin: "environment" }),
    );
    expect(asJson.out).not.toContain("canary");
  });

  test("tells what cannot be right in place of values", async () => {
    const path = await yaml("no.yaml", "server:\n  port: 70000\n");
    expect(await parlance(["show", "--config", path])).toMatchObject({
      code: 2,
      err: expect.stringContaining("no.yaml:2:3"),
    });
  });
});
