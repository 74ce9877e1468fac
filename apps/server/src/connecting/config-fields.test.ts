import { describe, expect, test } from "vitest";
import { z } from "zod";
import { changedBindings, joinSecrets, reusedSecrets, schemaOf, splitSecrets, withoutNulls } from "./config-fields.ts";

const open = { label: "L", help: "H", isSecret: false };
const secret = { label: "L", help: "H", isSecret: true };
const config = z.strictObject({
  host: z.string().meta({ ...open, bindsSecrets: true }),
  port: z
    .number()
    .default(5432)
    .meta({ ...open, bindsSecrets: true }),
  password: z.string().meta(secret).optional(),
  auth: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("none") }),
      z.strictObject({ kind: z.literal("bearer"), token: z.string().meta(secret) }),
      z.strictObject({ kind: z.literal("basic"), user: z.string().meta(open), password: z.string().meta(secret) }),
    ])
    .optional()
    .meta(open),
  headers: z
    .array(z.strictObject({ name: z.string().meta(open), value: z.string().meta(secret) }))
    .optional()
    .meta(open),
});
const schema = schemaOf(config);

const FULL = {
  host: "db",
  port: 1,
  password: "p1",
  auth: { kind: "bearer", token: "t1" },
  headers: [{ name: "X-Key", value: "h1" }],
};

describe("secrets in a config", () => {
  test("are taken out wherever they are, and come back to the same places", () => {
    const { open: shown, secrets } = splitSecrets(schema, FULL);
    expect(shown).toEqual({ host: "db", port: 1, auth: { kind: "bearer" }, headers: [{ name: "X-Key" }] });
    expect(secrets).toEqual({ password: "p1", "auth.token": "t1", "headers.0.value": "h1" });
    expect(joinSecrets(schema, shown, secrets)).toEqual(FULL);
    expect(JSON.stringify(shown)).not.toMatch(/p1|t1|h1/);
  });

  test("typed anew win over kept ones", () => {
    expect(joinSecrets(schema, { host: "db", password: "new" }, { password: "old" })).toMatchObject({
      password: "new",
    });
  });

  test("do not follow into another kind of sign-in", () => {
    const changed = { host: "db", auth: { kind: "basic", user: "u" } };
    expect(joinSecrets(schema, changed, { "auth.token": "t1" })).toEqual(changed);
    expect(reusedSecrets(schema, changed, ["auth.token"])).toEqual([]);
    expect(reusedSecrets(schema, { host: "db" }, ["password"])).toEqual(["password"]);
  });

  test("are taken away by null", () => {
    expect(withoutNulls({ host: "db", password: null, auth: { kind: "bearer", token: null } })).toEqual({
      values: { host: "db", auth: { kind: "bearer" } },
      removed: ["password", "auth.token"],
    });
  });
});

test.each<[string, object, string[]]>([
  ["nothing", {}, []],
  ["the host", { host: "other" }, ["host"]],
  ["host and port", { host: "other", port: 2 }, ["host", "port"]],
  ["a field that secrets do not depend on", { auth: { kind: "none" } }, []],
])("%s changed: secrets are bound to %2$j", (_name, change, expected) => {
  expect(changedBindings(schema, FULL, { ...FULL, ...change })).toEqual(expected);
});
