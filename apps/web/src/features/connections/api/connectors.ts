import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";
import type { ConfigValues, FieldSchema } from "./config-form.ts";

type WireConnector = components["schemas"]["Connector"];

export interface Connector extends Omit<WireConnector, "config"> {
  readonly config: FieldSchema;
}

/** Kinds of source that this server can connect to. They do not change while it runs. */
export const connectorsQuery = queryOptions({
  queryKey: ["connectors"],
  queryFn: async ({ signal }): Promise<Connector[]> => {
    const { items } = await bodyOf(api.GET("/api/v1/connectors", { signal }));
    // The contract can only call a schema an object; these are the keywords that connectors use.
    return items.map((item) => ({ ...item, config: item.config as FieldSchema }));
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** A pasted address as settings; nothing is stored. */
export async function readUrl(connector: string, url: string): Promise<ConfigValues> {
  const params = { path: { id: connector } };
  return (await bodyOf(api.POST("/api/v1/connectors/{id}/read-url", { params, body: { url } }))).config;
}
