import { ApiError, type components, errorBodyFrom } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";
import { renewed } from "../../../http/session.ts";
import type { AfterNewPassword } from "./auth.ts";

type Wire = components["schemas"];
export type Account = Wire["Account"];
export type AccountSession = Wire["AccountSession"];
export type DeletionPreview = Wire["AccountDeletionPreview"];

export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }): Promise<Account> => bodyOf(api.GET("/api/v1/account", { signal })),
});

export const sessionsQuery = queryOptions({
  queryKey: ["account", "sessions"],
  queryFn: async ({ signal }): Promise<readonly AccountSession[]> =>
    (await bodyOf(api.GET("/api/v1/account/sessions", { signal }))).items,
});

export const deletionQuery = queryOptions({
  queryKey: ["account", "deletion"],
  queryFn: ({ signal }): Promise<DeletionPreview> => bodyOf(api.GET("/api/v1/account/deletion", { signal })),
});

export const rename = ({ name, revision }: { name: string; revision: number }): Promise<Account> =>
  bodyOf(api.PATCH("/api/v1/account", { body: { name }, params: { header: { "if-match": `"${revision}"` } } }));

export const changePassword = (body: { current: string; password: string }): Promise<AfterNewPassword> =>
  bodyOf(api.POST("/api/v1/account/password", { body }));

export const changeEmail = (body: { email: string; password?: string }): Promise<void> =>
  done(api.POST("/api/v1/account/email", { body }));

export const endSession = (sessionId: string): Promise<void> =>
  done(api.DELETE("/api/v1/account/sessions/{sessionId}", { params: { path: { sessionId } } }));

export const endOtherSessions = () => bodyOf(api.DELETE("/api/v1/account/sessions"));

export const deleteAccount = (body: { password?: string; workspaceIds: string[] }): Promise<void> =>
  done(api.POST("/api/v1/account/deletion", { body }));

/** The body is the picture itself, which the client of the contract would write as JSON. */
export const setAvatar = (file: File): Promise<void> =>
  renewed(async () => {
    const headers = { "content-type": file.type === "" ? "application/octet-stream" : file.type };
    const response = await fetch("/api/v1/account/avatar", {
      method: "PUT",
      credentials: "include",
      headers,
      body: file,
    });
    if (!response.ok) throw new ApiError(response.status, errorBodyFrom(await response.text()));
  });

export const removeAvatar = (): Promise<void> => done(api.DELETE("/api/v1/account/avatar"));
