import type { components } from "@parlance/client";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";

type Wire = components["schemas"];
export type InstanceUser = Wire["InstanceUser"];
export type InstanceSession = Wire["InstanceSession"];
export type InstanceWorkspace = Wire["InstanceWorkspace"];

const next = ({ nextCursor }: { readonly nextCursor: string | null }): string | undefined => nextCursor ?? undefined;
const from = (cursor: string) => (cursor === "" ? {} : { cursor });
const matching = (search: string) => (search === "" ? {} : { search });

export const usersQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ["instance", "users", search],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET("/api/v1/instance/users", { params: { query: { ...matching(search), ...from(pageParam) } }, signal }),
      ),
    initialPageParam: "",
    getNextPageParam: next,
  });

export const workspacesQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ["instance", "workspaces", search],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET("/api/v1/instance/workspaces", {
          params: { query: { ...matching(search), ...from(pageParam) } },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: next,
  });

export const changeRoom = (workspaceId: string, storageBytes: number | null): Promise<InstanceWorkspace> =>
  bodyOf(
    api.PATCH("/api/v1/instance/workspaces/{workspaceId}", {
      params: { path: { workspaceId } },
      body: { storageBytes },
    }),
  );

export const sessionsQuery = infiniteQueryOptions({
  queryKey: ["instance", "sessions"],
  queryFn: ({ pageParam, signal }) =>
    bodyOf(api.GET("/api/v1/instance/sessions", { params: { query: from(pageParam) }, signal })),
  initialPageParam: "",
  getNextPageParam: next,
});

export const changeUser = (
  userId: string,
  change: { readonly isDisabled?: boolean; readonly isInstanceAdmin?: boolean },
): Promise<InstanceUser> =>
  bodyOf(api.PATCH("/api/v1/instance/users/{userId}", { params: { path: { userId } }, body: change }));

export const signOutUser = (userId: string): Promise<void> =>
  done(api.POST("/api/v1/instance/users/{userId}/sign-out", { params: { path: { userId } } }));

export const endSession = (sessionId: string): Promise<void> =>
  done(api.DELETE("/api/v1/instance/sessions/{sessionId}", { params: { path: { sessionId } } }));
