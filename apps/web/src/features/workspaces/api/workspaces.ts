import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";

export type Workspace = components["schemas"]["Workspace"];
export type Role = NonNullable<Workspace["role"]>;

/** Those one is in, the active one first. */
export const ownWorkspacesQuery = queryOptions({
  queryKey: ["workspaces"],
  queryFn: async ({ signal }) => {
    const { items } = await bodyOf(api.GET("/api/v1/workspaces", { signal }));
    return items.filter(({ kind }) => kind !== "demo");
  },
  staleTime: 60_000,
});

/** Everything on every page is about the active workspace, so the app begins anew in another. */
export async function goToWorkspace(id: string): Promise<void> {
  await bodyOf(api.POST("/api/v1/workspaces/{id}/activate", { params: { path: { id } } }));
  location.assign("/");
}

export async function makeWorkspace(name: string): Promise<void> {
  await bodyOf(api.POST("/api/v1/workspaces", { body: { name } }));
  location.assign("/");
}

export interface WorkspaceChange {
  readonly name: string;
  readonly description: string;
}

export async function changeWorkspace({ id, revision }: Workspace, change: WorkspaceChange): Promise<Workspace> {
  const params = { path: { id }, header: { "if-match": `"${revision}"` } };
  return bodyOf(api.PATCH("/api/v1/workspaces/{id}", { params, body: change }));
}

export async function leaveWorkspace(id: string): Promise<void> {
  await done(api.POST("/api/v1/workspaces/{id}/leave", { params: { path: { id } } }));
}

export async function deleteWorkspace(id: string, name: string): Promise<void> {
  await done(api.DELETE("/api/v1/workspaces/{id}", { params: { path: { id } }, body: { name } }));
}

export async function handOverWorkspace(id: string, userId: string): Promise<Workspace> {
  return bodyOf(api.POST("/api/v1/workspaces/{id}/transfer", { params: { path: { id } }, body: { userId } }));
}

/** Out of a workspace one is in none: into the next, or the page that makes one. */
export async function goOn(leftId: string): Promise<void> {
  const { items } = await bodyOf(api.GET("/api/v1/workspaces"));
  const next = items.find(({ kind, id }) => kind === "team" && id !== leftId);
  if (next === undefined) location.assign("/settings/workspace");
  else await goToWorkspace(next.id);
}
