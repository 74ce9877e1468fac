import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";
import type { Role } from "../../workspaces/api/workspaces.ts";

export type Member = components["schemas"]["Member"];
export type Invitation = components["schemas"]["Invitation"];
export type InvitationMade = components["schemas"]["InvitationMade"];
export type OpenInvitation = components["schemas"]["OpenInvitation"];

export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/members", { signal }))).items,
});

export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/invitations", { signal }))).items,
});

export interface MemberChange {
  readonly role?: Role;
  readonly attributes?: Record<string, string>;
}

export async function changeMember(userId: string, change: MemberChange): Promise<Member> {
  return bodyOf(api.PATCH("/api/v1/members/{id}", { params: { path: { id: userId } }, body: change }));
}

export async function removeMember(userId: string): Promise<void> {
  await done(api.DELETE("/api/v1/members/{id}", { params: { path: { id: userId } } }));
}

export async function invite(email: string, role: Role): Promise<InvitationMade> {
  return bodyOf(api.POST("/api/v1/invitations", { body: { email, role } }));
}

export async function resendInvitation(id: string): Promise<InvitationMade> {
  return bodyOf(api.POST("/api/v1/invitations/{id}/resend", { params: { path: { id } } }));
}

export async function revokeInvitation(id: string): Promise<void> {
  await done(api.DELETE("/api/v1/invitations/{id}", { params: { path: { id } } }));
}

export const openInvitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/invitation", { params: { header: { "x-invitation-token": token } }, signal })),
    retry: false,
  });

export async function acceptInvitation(token: string): Promise<void> {
  await bodyOf(api.POST("/api/v1/invitations/accept", { body: { token } }));
}
