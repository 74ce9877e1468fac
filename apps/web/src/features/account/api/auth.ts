import type { components } from "@parlance/client";
import { api, bodyOf, done } from "../../../http/api.ts";

export type SignInAnswer = components["schemas"]["SignInAnswer"];
export type AfterNewPassword = components["schemas"]["AfterNewPassword"];

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly keepData: boolean;
}

export interface NewPerson extends Credentials {
  readonly name: string;
}

export const signIn = (body: Credentials): Promise<SignInAnswer> => bodyOf(api.POST("/api/v1/auth/sign-in", { body }));

export const finishSignIn = (body: { ticket: string; code: string; keepData: boolean }) =>
  bodyOf(api.POST("/api/v1/auth/two-factor", { body }));

export const register = ({ invitation, ...person }: NewPerson & { readonly invitation: string | null }) =>
  bodyOf(api.POST("/api/v1/auth/register", { body: { ...person, ...(invitation === null ? {} : { invitation }) } }));

export const setUp = (body: NewPerson & { readonly token: string; readonly workspaceName: string }) =>
  bodyOf(api.POST("/api/v1/auth/setup", { body }));

export const verifyEmail = (body: { token: string; password: string; keepData: boolean }) =>
  bodyOf(api.POST("/api/v1/auth/verify-email", { body }));

export const confirmEmail = (token: string) => bodyOf(api.POST("/api/v1/auth/confirm-email", { body: { token } }));

export const forgotPassword = (email: string): Promise<void> =>
  done(api.POST("/api/v1/auth/forgot-password", { body: { email } }));

export const resetPassword = (body: { token: string; password: string }): Promise<AfterNewPassword> =>
  bodyOf(api.POST("/api/v1/auth/reset-password", { body }));

/** The page is loaded anew afterwards: nothing of what was shown stays in its memory. */
export async function signOut(): Promise<void> {
  await done(api.POST("/api/v1/auth/sign-out", { body: {} }));
  window.location.assign("/");
}
