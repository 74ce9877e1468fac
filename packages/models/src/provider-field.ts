import type { FieldMeta } from "@parlance/core";
import { z } from "zod";

const field = (meta: FieldMeta): FieldMeta => meta;

/** Fields that several providers' settings share, so that they read the same everywhere. */
export const keyField = (help: string): z.ZodString =>
  z
    .string()
    .min(1, "Enter the key.")
    .max(4_000)
    .regex(/^[\x21-\x7e]+$/, "A key has no spaces and no accented letters.")
    .meta(field({ label: "API key", help, isSecret: true }));

const isAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === "");
};

export const addressField = (meta: Pick<FieldMeta, "help" | "placeholder" | "isAdvanced">): z.ZodString =>
  z
    .string()
    .trim()
    .max(500)
    .refine(isAddress, "Give an address such as https://host/v1, without user, password or question mark.")
    .meta(field({ label: "Address", isSecret: false, bindsSecrets: true, ...meta }));

/** Another address for a vendor that has one of its own: a gateway, or a server for tests. */
export const vendorAddressField = (usual: string) =>
  z
    .union([z.literal(""), addressField({ help: "" })])
    .default("")
    .meta(
      field({
        label: "Address",
        help: `Only for a gateway of your own; empty means ${usual}.`,
        isSecret: false,
        bindsSecrets: true,
        isAdvanced: true,
      }),
    );

export const withoutSlash = (address: string): string => address.replace(/\/+$/, "");
