import { describe, expect, test } from "vitest";
import { cleanValues, emptyValues, type FieldSchema, fieldsOf, isShown, kindOf, problemsOf } from "./config-form.ts";

const schema: FieldSchema = {
  type: "object",
  required: ["host", "port", "tables"],
  properties: {
    host: { type: "string", label: "Host" },
    port: { type: "integer", default: 5432 },
    tls: { type: "string", enum: ["off", "verify"], default: "verify" },
    authority: { type: "string", maxLength: 20_000, showWhen: { field: "tls", oneOf: ["verify"] } },
    password: { type: "string", isSecret: true },
    account: { type: "string", isSecret: true, placeholder: '{ "type": "service_account" }' },
    isFast: { type: "boolean" },
    tables: { type: "array", items: { type: "object", properties: { name: { type: "string" } } } },
    schemas: { type: "array", items: { type: "string" } },
  },
};
const fields = fieldsOf(schema);
const field = (name: string) => fields.find((one) => one.name === name) ?? { name, schema: {}, isRequired: false };

test.each<[string, string]>([
  ["host", "text"],
  ["port", "number"],
  ["tls", "choice"],
  ["authority", "long"],
  ["password", "secret"],
  ["account", "long"],
  ["isFast", "switch"],
  ["tables", "rows"],
  ["schemas", "lines"],
])("%s is asked for as %s", (name, kind) => expect(kindOf(field(name).schema)).toBe(kind));

test("what has a default is not required", () => {
  expect(fields.filter(({ isRequired }) => isRequired).map(({ name }) => name)).toEqual(["host", "tables"]);
  expect(emptyValues(schema)).toEqual({ tables: [{}] });
});

describe("a setting that depends on another", () => {
  test.each<[string, object, boolean]>([
    ["is shown for the default", {}, true],
    ["is shown for a fitting choice", { tls: "verify" }, true],
    ["is hidden for another", { tls: "off" }, false],
  ])("%s", (_name, values, expected) => expect(isShown(field("authority"), { ...values }, fields)).toBe(expected));
});

test("what is sent has numbers as numbers, lines as lists, and nothing for what is empty or hidden", () => {
  const typed = {
    host: "db",
    port: "6543",
    tls: "off",
    authority: "left over",
    password: "",
    tables: [{ name: "a" }, { name: "" }],
    schemas: "one\n\n two",
  };
  expect(cleanValues(schema, typed)).toEqual({
    host: "db",
    port: 6543,
    tls: "off",
    tables: [{ name: "a" }, {}],
    schemas: ["one", " two"],
  });
});

test("the server's words find their field", () => {
  expect(problemsOf({ fields: [{ field: "tables.0.name", problem: "Too short." }] })).toEqual({
    "tables.0.name": "Too short.",
  });
  expect(problemsOf({})).toEqual({});
});
