import type { FieldMeta } from "@parlance/core";
import parseJsonPath from "jsonpath-rfc9535/parser";
import { z } from "zod";

const field = (meta: FieldMeta): FieldMeta => meta;

/** The name of a column or table is made from it, so it is kept plain. */
const tableName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,62}$/, "Start with a letter; use letters, digits and _ only.");

const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "This is not the name of an HTTP header.");
const headerText = z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/, "A header cannot hold this character.");

const endpoint = z.strictObject({
  table: tableName.meta(
    field({ label: "Table", help: "What the table is called here.", isSecret: false, placeholder: "orders" }),
  ),
  path: z
    .string()
    .max(2_000)
    .refine(staysBelow, "Give a path below the base URL, not another address.")
    .default("")
    .meta(
      field({
        label: "Path",
        help: "Added to the base URL, with its query.",
        isSecret: false,
        placeholder: "v1/orders?status=all",
      }),
    ),
  rowsPath: z
    .string()
    .max(500)
    .refine(isJsonPath, "This is not a JSONPath, such as $.data[*].")
    .default("$")
    .meta(
      field({
        label: "Rows",
        help: "JSONPath (RFC 9535) of the rows in an answer; $ takes the answer itself, or each element if it is a list.",
        isSecret: false,
        placeholder: "$.data[*]",
      }),
    ),
});

const AUTH_KINDS = ["none", "bearer", "basic", "header", "query"] as const;
const PAGINATION_KINDS = ["none", "page", "offset", "cursor", "link-header", "next-url"] as const;

export const restConfig = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .refine(hasNoUser, "Give user and password in their own fields.")
    .meta(
      field({
        label: "Base URL",
        help: "Everything is fetched from below this address.",
        isSecret: false,
        bindsSecrets: true,
        placeholder: "https://api.example.com/",
      }),
    ),
  endpoints: z
    .array(endpoint)
    .min(1)
    .max(50)
    .refine(areDistinct, "Two tables have the same name.")
    .meta(field({ label: "Tables", help: "One row for each table to fetch.", isSecret: false })),
  auth: z
    .enum(AUTH_KINDS)
    .default("none")
    .meta(
      field({
        label: "Sign in with",
        help: "How the API wants to know who asks. It is sent to the base URL's origin only.",
        isSecret: false,
        bindsSecrets: true,
      }),
    ),
  user: headerText
    .max(500)
    .default("")
    .meta(
      field({
        label: "User",
        help: "For a user with a password.",
        isSecret: false,
        bindsSecrets: true,
        showWhen: { field: "auth", oneOf: ["basic"] },
      }),
    ),
  secretName: headerName
    .max(200)
    .default("X-Api-Key")
    .meta(
      field({
        label: "Name of the key",
        help: "The header or query parameter that carries the key.",
        isSecret: false,
        showWhen: { field: "auth", oneOf: ["header", "query"] },
      }),
    ),
  secret: headerText
    .max(8_000)
    .default("")
    .meta(
      field({
        label: "Token, password or key",
        help: "Kept encrypted and never shown again.",
        isSecret: true,
        showWhen: { field: "auth", oneOf: ["bearer", "basic", "header", "query"] },
      }),
    ),
  headers: z
    .array(
      z.strictObject({
        name: headerName.max(200).meta(field({ label: "Name", help: "Such as Accept-Language.", isSecret: false })),
        value: headerText.max(2_000).meta(field({ label: "Value", help: "Sent as it is.", isSecret: false })),
      }),
    )
    .max(20)
    .refine(
      (headers) => headers.every(({ name }) => !RESERVED_HEADERS.has(name.toLowerCase())),
      "Host, Content-Length and the like are set by the connection.",
    )
    .default([])
    .meta(
      field({
        label: "Other headers",
        help: "Not for secrets: these are shown to whoever may edit the source.",
        isSecret: false,
        isAdvanced: true,
      }),
    ),
  pagination: z
    .enum(PAGINATION_KINDS)
    .default("none")
    .meta(
      field({
        label: "Pages",
        help: "How the API hands out more rows than fit into one answer.",
        isSecret: false,
      }),
    ),
  pageParameter: z
    .string()
    .min(1)
    .max(100)
    .default("page")
    .meta(
      field({
        label: "Parameter",
        help: "The query parameter that says which page, offset or cursor is wanted.",
        isSecret: false,
        showWhen: { field: "pagination", oneOf: ["page", "offset", "cursor"] },
      }),
    ),
  firstPage: z
    .int()
    .min(0)
    .max(1)
    .default(1)
    .meta(
      field({
        label: "First page",
        help: "0 or 1.",
        isSecret: false,
        showWhen: { field: "pagination", oneOf: ["page"] },
      }),
    ),
  sizeParameter: z
    .string()
    .max(100)
    .default("")
    .meta(
      field({
        label: "Size parameter",
        help: "The query parameter for rows per page; empty when the API has none.",
        isSecret: false,
        placeholder: "per_page",
        showWhen: { field: "pagination", oneOf: ["page", "offset", "cursor"] },
      }),
    ),
  pageSize: z
    .int()
    .min(1)
    .max(10_000)
    .default(100)
    .meta(
      field({
        label: "Rows per page",
        help: "As many as the API permits: fewer requests, a faster sync.",
        isSecret: false,
        showWhen: { field: "pagination", oneOf: ["page", "offset", "cursor"] },
      }),
    ),
  nextPath: z
    .string()
    .max(500)
    .refine(isJsonPath, "This is not a JSONPath, such as $.meta.next.")
    .default("$.next")
    .meta(
      field({
        label: "Next",
        help: "JSONPath of the next cursor, or of the next page's URL, in an answer.",
        isSecret: false,
        placeholder: "$.meta.next_cursor",
        showWhen: { field: "pagination", oneOf: ["cursor", "next-url"] },
      }),
    ),
  maxRows: z
    .int()
    .min(1)
    .max(10_000_000)
    .default(1_000_000)
    .meta(
      field({
        label: "Most rows",
        help: "A table with more rows than this ends the sync with an error rather than being cut in silence.",
        isSecret: false,
        isAdvanced: true,
      }),
    ),
});

export type RestConfig = z.output<typeof restConfig>;
export type RestEndpoint = RestConfig["endpoints"][number];

/** Set by the connection itself, or meant for the next hop. */
const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  "host",
  "content-length",
  "connection",
  "transfer-encoding",
  "upgrade",
  "te",
  "trailer",
  "expect",
  "keep-alive",
  "authorization",
  "cookie",
]);

function isJsonPath(text: string): boolean {
  try {
    parseJsonPath(text);
    return true;
  } catch {
    return false;
  }
}

function hasNoUser(url: string): boolean {
  const { username, password } = new URL(url);
  return username === "" && password === "";
}

/** "https://elsewhere", "//elsewhere" and ".." would leave what the base URL promises. */
function staysBelow(path: string): boolean {
  const base = "https://base.invalid/a/b/";
  return URL.canParse(path, base) && !path.startsWith("/") && new URL(path, base).href.startsWith(base);
}

function areDistinct(endpoints: readonly { readonly table: string }[]): boolean {
  return new Set(endpoints.map(({ table }) => table.toLowerCase())).size === endpoints.length;
}

/** A pasted address as fields: the last part of the path becomes the first table. Credentials in it are moved to their fields. */
export function readRestUrl(text: string): Record<string, unknown> | null {
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  const parts = url.pathname.split("/").filter((part) => part !== "");
  const last = parts.at(-1) ?? "";
  const path = last + url.search;
  const folder = parts.slice(0, -1).map((part) => `${part}/`);
  return {
    baseUrl: `${url.origin}/${folder.join("")}`,
    endpoints: [{ table: tableFrom(last), path, rowsPath: "$" }],
    ...(url.username === ""
      ? {}
      : { auth: "basic", user: decodeURIComponent(url.username), secret: decodeURIComponent(url.password) }),
  };
}

function tableFrom(part: string): string {
  const plain = part.replace(/\.[a-z]+$/i, "").replace(/[^A-Za-z0-9_]+/g, "_");
  return /^[A-Za-z]/.test(plain) ? plain.slice(0, 63) : "rows";
}
