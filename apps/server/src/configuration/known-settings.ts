import { z } from "zod";
import { type ServerOptions, serverOptions } from "../server-options.ts";
import { type SettingFacts, settingFacts } from "./setting-facts.ts";

export type SettingName = keyof ServerOptions;
export type SettingKind = "text" | "number" | "boolean" | "list" | "choice";

/** One setting that people can reach, as its schema describes it. */
export interface KnownSetting extends SettingFacts {
  /** Its name among the server's options. */
  readonly name: SettingName;
  readonly env: string;
  readonly kind: SettingKind;
  readonly choices: readonly string[];
  readonly description: string;
  readonly schema: z.ZodType;
}

/** In the order of the schema. */
export const KNOWN_SETTINGS: readonly KnownSetting[] = Object.entries(serverOptions.shape).flatMap(([name, schema]) => {
  const facts = settingFacts.get(schema);
  if (facts === undefined) return [];
  const inner = withoutDefault(schema);
  const known: KnownSetting = {
    ...facts,
    // A key of the schema's own shape.
    name: name as SettingName,
    env: facts.env ?? environmentName(facts.key),
    kind: kindOf(inner),
    choices: inner instanceof z.ZodEnum ? inner.options.map(String) : [],
    description: schema.description ?? "",
    schema,
  };
  return [known];
});

const BY_KEY = new Map(KNOWN_SETTINGS.map((setting) => [setting.key, setting]));

export const settingOf = (key: string): KnownSetting | undefined => BY_KEY.get(key);

/** uploads.maxSize: PARLANCE_UPLOADS_MAX_SIZE. */
function environmentName(key: string): string {
  return `PARLANCE_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).replaceAll(".", "_")}`.toUpperCase();
}

function withoutDefault(schema: z.core.$ZodType): z.core.$ZodType {
  const isWrapped =
    schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable;
  return isWrapped ? withoutDefault(schema.unwrap()) : schema;
}

function kindOf(schema: z.core.$ZodType): SettingKind {
  if (schema instanceof z.ZodNumber) return "number";
  if (schema instanceof z.ZodBoolean) return "boolean";
  if (schema instanceof z.ZodArray) return "list";
  if (schema instanceof z.ZodEnum) return "choice";
  return "text";
}
