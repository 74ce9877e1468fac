import type { Catalog, ParseOptions } from "@parlance/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Page, RowsPage, Source, SourceWithCatalog, Workspace } from "../../../http/api-types.ts";
import { request, send } from "../../../http/request.ts";

export interface SourceGroup {
  readonly workspace: Workspace;
  readonly sources: readonly Source[];
}

async function readGroups(signal: AbortSignal): Promise<SourceGroup[]> {
  const workspaces = await request<Page<Workspace>>("/workspaces", { signal });
  return Promise.all(
    workspaces.items.map(async (workspace) => {
      const sources = await request<Page<Source>>(`/workspaces/${workspace.id}/sources`, { signal });
      return { workspace, sources: sources.items };
    }),
  );
}

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

export const sourceQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["source", sourceId],
    queryFn: ({ signal }) => request<Source>(`/sources/${sourceId}`, { signal }),
  });

export const catalogQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["catalog", sourceId],
    queryFn: ({ signal }) => request<Catalog>(`/sources/${sourceId}/catalog`, { signal }),
    staleTime: 5 * 60_000,
  });

export const suggestionsQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["suggestions", sourceId],
    queryFn: ({ signal }) => request<Page<string>>(`/sources/${sourceId}/suggestions`, { signal }),
    staleTime: 5 * 60_000,
  });

export const previewQuery = (sourceId: string, table: string) =>
  queryOptions({
    queryKey: ["preview", sourceId, table],
    queryFn: ({ signal }) =>
      request<RowsPage>(`/sources/${sourceId}/tables/${encodeURIComponent(table)}/rows?limit=100`, { signal }),
  });

export function useSourceGroups() {
  return useQuery(sourceGroupsQuery);
}

/** What a question is about when nothing was chosen: the person's newest upload, else the first demo team. */
export function firstSource(groups: readonly SourceGroup[]): Source | undefined {
  const own = groups.filter(({ workspace }) => workspace.kind === "anonymous").flatMap(({ sources }) => sources);
  const newest = [...own].sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
  return newest ?? groups.flatMap(({ sources }) => sources)[0];
}

export const findSource = (groups: readonly SourceGroup[], id: string | undefined): Source | undefined =>
  groups.flatMap(({ sources }) => sources).find((source) => source.id === id);

export const renameSource = (source: Source, name: string): Promise<Source> =>
  request(`/sources/${source.id}`, { method: "PATCH", json: { name } });

export async function deleteSource(source: Source): Promise<void> {
  await send(`/sources/${source.id}`, { method: "DELETE" });
}

export const parseAgain = (sourceId: string, fileId: string, options: ParseOptions): Promise<SourceWithCatalog> =>
  request(`/sources/${sourceId}/files/${fileId}`, { method: "PATCH", json: { options } });
