import { postEvents } from "@parlance/client";
import type { ProbeStep } from "@parlance/core";
import { api, bodyOf } from "../../../http/api.ts";
import type { Source } from "../../../http/api-types.ts";
import { renewedStream } from "../../../http/session.ts";
import type { VersionedSource } from "../../sources/api/sources.ts";
import type { ConfigValues } from "./config-form.ts";

export interface TestRequest {
  readonly connector: string;
  readonly config: ConfigValues;
  /** Tests changed settings of this source; secrets left out are taken from it. */
  readonly sourceId?: string | undefined;
}

/** Tries settings and tells each step as it happens. Throws at the first that fails. */
export async function testConnection(
  { connector, config, sourceId }: TestRequest,
  onStep: (step: ProbeStep) => void,
  signal: AbortSignal,
): Promise<void> {
  const body = { connector, config, ...(sourceId === undefined ? {} : { sourceId }) };
  for await (const { event, data } of renewedStream(() =>
    postEvents({ path: "/api/v1/connections/test", body, signal }),
  )) {
    // The contract of this address: "step" carries a ProbeStep.
    if (event === "step") onStep(data as ProbeStep);
  }
}

export interface NewConnection {
  readonly name: string;
  readonly connector: string;
  readonly config: ConfigValues;
  /** Same key, same connection: makes a second click harmless. */
  readonly key: string;
}

export function createConnection({ name, connector, config, key }: NewConnection): Promise<Source> {
  return bodyOf(
    api.POST("/api/v1/sources", {
      params: { header: { "idempotency-key": key } },
      body: { workspaceId: "mine", name, connector, config: { ...config } },
    }),
  );
}

export interface ConnectionPatch {
  readonly config?: ConfigValues;
  readonly syncEveryMinutes?: number | null;
}

export function changeConnection({ id, etag }: VersionedSource, patch: ConnectionPatch): Promise<Source> {
  const { config, syncEveryMinutes } = patch;
  return bodyOf(
    api.PATCH("/api/v1/sources/{id}", {
      params: { path: { id }, header: etag === null ? {} : { "if-match": etag } },
      body: {
        ...(config === undefined ? {} : { config: { ...config } }),
        ...(syncEveryMinutes === undefined ? {} : { syncEveryMinutes }),
      },
    }),
  );
}
