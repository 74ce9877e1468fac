import { AppError } from "@parlance/core";
import { query } from "jsonpath-rfc9535";
import { isLosslessNumber } from "lossless-json";
import type { RestConfig, RestEndpoint } from "./config.ts";
import { invalidAnswer } from "./errors.ts";
import type { Answer, Requests } from "./requests.ts";
import { sameOrigin } from "./requests.ts";

const MAX_PAGES = 100_000;

/** Where the next page is; null after the last one. `page` counts from 0. */
type NextPage = (answer: Answer, rows: number, current: URL, page: number) => URL | null;

/** All rows of an endpoint, page by page. */
export async function* readPages(
  endpoint: RestEndpoint,
  config: RestConfig,
  requests: Requests,
): AsyncGenerator<readonly unknown[]> {
  const next = NEXT_PAGE[config.pagination](config);
  const seen = new Set<string>();
  let url: URL | null = firstPage(endpoint, config);
  for (let page = 0; url !== null; page++) {
    if (page === MAX_PAGES || seen.has(url.href)) {
      throw invalidAnswer(endpoint.table, "The API's pages do not come to an end.", "Check how it hands out pages.");
    }
    seen.add(url.href);
    const answer: Answer = await requests.get(url, endpoint.table);
    const rows = rowsOf(answer.body, endpoint);
    yield rows;
    url = next(answer, rows.length, url, page);
  }
}

function firstPage({ path }: RestEndpoint, config: RestConfig): URL {
  const base = config.baseUrl.endsWith("/") ? config.baseUrl : `${config.baseUrl}/`;
  const url = path === "" ? new URL(config.baseUrl) : new URL(path, base);
  const { pagination, pageParameter, sizeParameter, firstPage: first, pageSize } = config;
  if (pagination === "page") url.searchParams.set(pageParameter, String(first));
  if (pagination === "offset") url.searchParams.set(pageParameter, "0");
  if (IS_SIZED.has(pagination) && sizeParameter !== "") url.searchParams.set(sizeParameter, String(pageSize));
  return url;
}

const IS_SIZED: ReadonlySet<RestConfig["pagination"]> = new Set(["page", "offset", "cursor"]);

const NEXT_PAGE: Readonly<Record<RestConfig["pagination"], (config: RestConfig) => NextPage>> = {
  none: () => () => null,
  page:
    ({ pageParameter, firstPage: first }) =>
    (_answer, rows, url, page) =>
      rows === 0 ? null : withParameter(url, pageParameter, String(first + page + 1)),
  offset: ({ pageParameter }) => {
    let offset = 0;
    return (_answer, rows, url) => {
      offset += rows;
      return rows === 0 ? null : withParameter(url, pageParameter, String(offset));
    };
  },
  cursor:
    ({ pageParameter, nextPath }) =>
    (answer, _rows, url) => {
      const cursor = textAt(answer.body, nextPath);
      return cursor === "" ? null : withParameter(url, pageParameter, cursor);
    },
  "link-header": (config) => (answer, _rows, url) => {
    const next = nextLink(answer.link);
    return next === null ? null : sameOrigin(next, url, new URL(config.baseUrl).origin);
  },
  "next-url": (config) => (answer, _rows, url) => {
    const next = textAt(answer.body, config.nextPath);
    return next === "" ? null : sameOrigin(next, url, new URL(config.baseUrl).origin);
  },
};

function withParameter(url: URL, name: string, value: string): URL {
  const next = new URL(url);
  next.searchParams.set(name, value);
  return next;
}

/** A cursor or address in an answer; "" when there is none. */
function textAt(body: unknown, path: string): string {
  const [value] = select(body, path);
  if (typeof value === "string" || typeof value === "number" || isLosslessNumber(value)) return String(value);
  return "";
}

/** The target of rel="next" in a Link header (RFC 8288). */
export function nextLink(header: string | null): string | null {
  for (const [, target = "", parameters = ""] of (header ?? "").matchAll(
    /<([^>]*)>((?:\s*;\s*[^,;"]+(?:"[^"]*")?)*)/g,
  )) {
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(parameters)) return target;
  }
  return null;
}

/** The rows an answer holds: what the path selects; a list that is selected alone stands for its elements. */
export function rowsOf(
  body: unknown,
  { rowsPath, table }: Pick<RestEndpoint, "rowsPath" | "table">,
): readonly unknown[] {
  const selected = select(body, rowsPath);
  const [only] = selected;
  const rows = selected.length === 1 && Array.isArray(only) ? only : selected;
  const wrong = rows.find((row) => typeof row !== "object" || row === null || Array.isArray(row));
  if (wrong === undefined) return rows;
  throw invalidAnswer(
    table,
    "The rows path selects values that are not objects.",
    listsIn(body).length > 0 ? `The answer has lists at ${listsIn(body).join(", ")}.` : "Check the path of the rows.",
  );
}

function select(body: unknown, path: string): unknown[] {
  try {
    // Numbers too long for a double are objects here; JSONPath passes them on untouched.
    return query(body as Parameters<typeof query>[0], path);
  } catch (error) {
    throw new AppError("SOURCE_CONFIG_INVALID", { message: "The JSONPath could not be followed.", cause: error });
  }
}

const MAX_LISTS = 3;

/** Where lists of objects are, for the hint. */
export function listsIn(body: unknown, path = "$", depth = 0): readonly string[] {
  if (Array.isArray(body)) return body.some((item) => typeof item === "object" && item !== null) ? [`${path}[*]`] : [];
  if (typeof body !== "object" || body === null || depth === 3) return [];
  return Object.entries(body)
    .flatMap(([key, value]) =>
      listsIn(value, /^\w+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`, depth + 1),
    )
    .slice(0, MAX_LISTS);
}
