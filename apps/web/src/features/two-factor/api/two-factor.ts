import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";

type Wire = components["schemas"];
export type TwoFactorState = Wire["TwoFactorState"];
export type Enrolment = Wire["TwoFactorEnrolment"];

export interface Proof {
  readonly password: string;
  readonly code: string;
}

const PATH = "/api/v1/account/two-factor";

export const twoFactorQuery = queryOptions({
  queryKey: ["account", "two-factor"],
  queryFn: ({ signal }): Promise<TwoFactorState> => bodyOf(api.GET(PATH, { signal })),
});

/** People without a password have none to give. */
const proof = ({ password, code }: Proof) => ({ code, ...(password === "" ? {} : { password }) });

export const beginEnrolment = (password: string): Promise<Enrolment> =>
  bodyOf(api.POST(PATH, { body: password === "" ? {} : { password } }));

export const confirmEnrolment = async (code: string): Promise<readonly string[]> =>
  (await bodyOf(api.POST(`${PATH}/confirm`, { body: { code } }))).recoveryCodes;

export const renewRecoveryCodes = async (given: Proof): Promise<readonly string[]> =>
  (await bodyOf(api.POST(`${PATH}/recovery-codes`, { body: proof(given) }))).recoveryCodes;

export const turnOff = (given: Proof): Promise<void> => done(api.POST(`${PATH}/off`, { body: proof(given) }));

export const requireInWorkspace = (isRequired: boolean) =>
  bodyOf(api.PUT("/api/v1/workspaces/mine/two-factor", { body: { isRequired } }));
