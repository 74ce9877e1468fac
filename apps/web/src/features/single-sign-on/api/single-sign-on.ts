import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";

export type LinkedProvider = components["schemas"]["LinkedProviders"]["providers"][number];

const go = ({ authorizeUrl }: { readonly authorizeUrl: string }): void => window.location.assign(authorizeUrl);

export interface Leaving {
  readonly providerId: string;
  /** Path of this site to come back to. */
  readonly next: string;
}

export interface Confirmed {
  /** Where the account has one. */
  readonly password?: string | undefined;
}

/** The browser leaves for the provider, and comes back signed in. */
export const signInWith = async ({ providerId, next, keepData }: Leaving & { readonly keepData: boolean }) =>
  go(
    await bodyOf(
      api.POST("/api/v1/auth/single-sign-on/{providerId}", {
        params: { path: { providerId } },
        body: { next, keepData },
      }),
    ),
  );

/** The browser leaves for the provider, and comes back with it added to the account. */
export const linkProvider = async ({ providerId, next, password }: Leaving & Confirmed) =>
  go(
    await bodyOf(
      api.POST("/api/v1/account/single-sign-on/{providerId}", {
        params: { path: { providerId } },
        body: { next, ...(password === undefined ? {} : { password }) },
      }),
    ),
  );

export const unlinkProvider = ({ providerId, password }: { readonly providerId: string } & Confirmed): Promise<void> =>
  done(
    api.DELETE("/api/v1/account/single-sign-on/{providerId}", {
      params: { path: { providerId } },
      body: password === undefined ? {} : { password },
    }),
  );

export const linkedProvidersQuery = queryOptions({
  queryKey: ["account", "single-sign-on"],
  queryFn: async ({ signal }): Promise<readonly LinkedProvider[]> =>
    (await bodyOf(api.GET("/api/v1/account/single-sign-on", { signal }))).providers,
});
