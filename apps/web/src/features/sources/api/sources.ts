import type { Catalog, ParseOptions, Table } from "@parlance/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";
import type { RowsPage, Source, SourceFile, Workspace } from "../../../http/api-types.ts";
import { useDeletions } from "./deletions.ts";

export interface SourceGroup {
  readonly workspace: Workspace;
  readonly sources: readonly Source[];
}

async function readGroups(signal: AbortSignal): Promise<SourceGroup[]> {
  const workspaces = await bodyOf(api.GET("/api/v1/workspaces", { signal }));
  return Promise.all(
    workspaces.items.filter(isReadable).map(async (workspace) => {
      const params = { path: { id: workspace.id }, query: { limit: 200 } };
      const sources = await bodyOf(api.GET("/api/v1/workspaces/{id}/sources", { params, signal }));
      return { workspace, sources: sources.items };
    }),
  );
}

/** What is in a person's other workspaces is seen by going there. */
const isReadable = ({ kind, isActive }: Workspace): boolean => isActive || kind === "demo";

/** All sources the person can see, by workspace: the demo teams and their own. */
export const sourceGroupsQuery = queryOptions({
  queryKey: ["sources"],
  queryFn: ({ signal }) => readGroups(signal),
  staleTime: 30_000,
  // The demo is made at the first start; the page fills itself as soon as it is there.
  refetchInterval: ({ state }) => (state.data?.some(isBeingMade) ? 1200 : false),
});

const isBeingMade = ({ workspace, sources }: SourceGroup): boolean =>
  sources.some(({ status }) => status === "syncing") || (workspace.kind === "demo" && sources.length === 0);

/** A source with the mark of its state, so that a change can be refused when somebody else was faster. */
export type VersionedSource = Source & { readonly etag: string | null };

export const sourceQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["source", sourceId],
    queryFn: async ({ signal }): Promise<VersionedSource> => {
      const reply = api.GET("/api/v1/sources/{id}", { params: { path: { id: sourceId } }, signal });
      const source = await bodyOf(reply);
      return { ...source, etag: (await reply).response.headers.get("etag") };
    },
  });

export const catalogQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["catalog", sourceId],
    queryFn: ({ signal }): Promise<Catalog> =>
      bodyOf(api.GET("/api/v1/sources/{id}/catalog", { params: { path: { id: sourceId } }, signal })),
    staleTime: 5 * 60_000,
  });

/** Every table by name, for lists and graphs. Asked anew for each version. */
export const tablesQuery = (sourceId: string, version: string) =>
  queryOptions({
    queryKey: ["tables", sourceId, version],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/sources/{id}/tables", { params: { path: { id: sourceId } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** One table with types and profiles. */
export const tableQuery = (sourceId: string, version: string, table: string) =>
  queryOptions({
    queryKey: ["table", sourceId, version, table],
    queryFn: ({ signal }): Promise<Table> =>
      bodyOf(api.GET("/api/v1/sources/{id}/tables/{table}", { params: { path: { id: sourceId, table } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Asked anew for each version: a source that is still being made has none yet. */
export const suggestionsQuery = (sourceId: string, version: string) =>
  queryOptions({
    queryKey: ["suggestions", sourceId, version],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/sources/{id}/suggestions", { params: { path: { id: sourceId } }, signal })),
    staleTime: 5 * 60_000,
  });

export const previewQuery = (sourceId: string, table: string) =>
  queryOptions({
    queryKey: ["preview", sourceId, table],
    queryFn: async ({ signal }) => {
      const params = { path: { id: sourceId, table }, query: { limit: 100 } };
      const page = await bodyOf(api.GET("/api/v1/sources/{id}/tables/{table}/rows", { params, signal }));
      // Cells are core's JSON cells; see api-types.ts.
      return page as Omit<RowsPage, "rowCount">;
    },
  });

/** Sources that are about to be deleted are not offered any more. */
export function useSourceGroups() {
  const going = useDeletions();
  return useQuery({
    ...sourceGroupsQuery,
    select: (groups) =>
      groups.map((group) => ({
        ...group,
        sources: group.sources.filter(({ id }) => going.every(({ source }) => source.id !== id)),
      })),
  });
}

/** What a question is about when nothing was chosen: the person's newest upload, else the first demo team. */
export function firstSource(groups: readonly SourceGroup[]): Source | undefined {
  const own = groups.filter(({ workspace }) => workspace.kind !== "demo").flatMap(({ sources }) => sources);
  const newest = [...own].sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
  return newest ?? groups.flatMap(({ sources }) => sources)[0];
}

export const findSource = (groups: readonly SourceGroup[], id: string | undefined): Source | undefined =>
  groups.flatMap(({ sources }) => sources).find((source) => source.id === id);

export function renameSource({ id, etag }: VersionedSource, name: string): Promise<Source> {
  const header = etag === null ? {} : { "if-match": etag };
  return bodyOf(api.PATCH("/api/v1/sources/{id}", { params: { path: { id }, header }, body: { name } }));
}

export async function parseAgain(sourceId: string, fileId: string, options: ParseOptions): Promise<void> {
  const params = { path: { id: sourceId, fileId } };
  // Core's options are read-only, the client's are not; nothing here writes to them.
  const body = { options: structuredClone(options) as SourceFile["parsed"] };
  await done(api.PATCH("/api/v1/sources/{id}/files/{fileId}", { params, body }));
}
