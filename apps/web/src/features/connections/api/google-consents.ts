import { api, bodyOf } from "../../../http/api.ts";

export interface StartedConsent {
  readonly id: string;
  readonly authorizeUrl: string;
  readonly redirectUri: string;
}

export interface ConsentState {
  readonly status: "waiting" | "granted" | "refused";
  readonly reason: string | null;
  /** Stands for the token in the settings. */
  readonly value: string | null;
}

export const startGoogleConsent = (client: { clientId: string; clientSecret: string }): Promise<StartedConsent> =>
  bodyOf(api.POST("/api/v1/google-consents", { body: client }));

export const readGoogleConsent = (id: string, signal: AbortSignal): Promise<ConsentState> =>
  bodyOf(api.GET("/api/v1/google-consents/{id}", { params: { path: { id } }, signal }));
