import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";
import type { ConfigValues, FieldSchema } from "../../connections/api/config-form.ts";

type Wire = components["schemas"];

export interface Provider extends Omit<Wire["ModelProvider"], "config"> {
  readonly config: FieldSchema;
}
export type ProviderSetting = Wire["ModelProvider"]["settings"][number];
export type ModelInUse = Wire["ModelProviderList"]["inUse"][number];
export type ListedModel = Wire["ModelList"]["items"][number];
export type ModelTest = Wire["ModelTest"];
/** Whose settings: everybody's in the workspace, or one's own. */
export type Scope = "workspace" | "mine";

export interface Providers {
  readonly items: readonly Provider[];
  readonly inUse: readonly ModelInUse[];
}

export const providersQuery = queryOptions({
  queryKey: ["providers"],
  queryFn: async ({ signal }): Promise<Providers> => {
    const { items, inUse } = await bodyOf(api.GET("/api/v1/providers", { signal }));
    // The contract can only call a schema an object; these are the keywords that providers use.
    return { items: items.map((item) => ({ ...item, config: item.config as FieldSchema })), inUse };
  },
});

export interface ProviderRequest {
  readonly id: string;
  readonly scope: Scope;
  readonly config: ConfigValues;
}

export interface ModelRequest extends ProviderRequest {
  readonly model: string;
}

const at = (id: string) => ({ path: { id } });

export const saveProvider = ({ id, scope, config, model }: ModelRequest) =>
  bodyOf(
    api.PUT("/api/v1/providers/{id}", {
      params: at(id),
      body: { scope, config: { ...config }, model, isChosen: true },
    }),
  );

export const forgetProvider = (id: string, scope: Scope): Promise<void> =>
  done(api.DELETE("/api/v1/providers/{id}", { params: { ...at(id), query: { scope } } }));

export const testModel = ({ id, scope, config, model }: ModelRequest, signal: AbortSignal): Promise<ModelTest> =>
  bodyOf(
    api.POST("/api/v1/providers/{id}/test", { params: at(id), body: { scope, config: { ...config }, model }, signal }),
  );

export const listModels = async ({ id, scope, config }: ProviderRequest): Promise<readonly ListedModel[]> =>
  (await bodyOf(api.POST("/api/v1/providers/{id}/models", { params: at(id), body: { scope, config: { ...config } } })))
    .items;
