import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";
import type { Source } from "../../../http/api-types.ts";

export type Combination = components["schemas"]["Combination"];
export type DeclaredJoin = Combination["joins"][number];

export interface VersionedCombination {
  readonly combination: Combination;
  readonly etag: string | null;
}

export const combinationQuery = (sourceId: string, sourceVersion: string) =>
  queryOptions({
    queryKey: ["combination", sourceId, sourceVersion],
    queryFn: async ({ signal }): Promise<VersionedCombination> => {
      const reply = api.GET("/api/v1/combinations/{id}", { params: { path: { id: sourceId } }, signal });
      const combination = await bodyOf(reply);
      return { combination, etag: (await reply).response.headers.get("etag") };
    },
  });

export function combineSources(name: string, sourceIds: readonly string[], key: string): Promise<Source> {
  const body = { workspaceId: "mine", name, sourceIds: [...sourceIds], joins: [] };
  return bodyOf(api.POST("/api/v1/combinations", { params: { header: { "idempotency-key": key } }, body }));
}

/** Whether values of a source may stand in statements to other sources, in this combination and in every other. */
export const changeSendsKeys = (sourceId: string, sendsKeys: boolean): Promise<Source> =>
  bodyOf(api.PATCH("/api/v1/sources/{id}", { params: { path: { id: sourceId } }, body: { sendsKeys } }));

export function changeJoins({ combination, etag }: VersionedCombination, joins: DeclaredJoin[]): Promise<Combination> {
  const { sourceId, members } = combination;
  const params = { path: { id: sourceId }, header: etag === null ? {} : { "if-match": etag } };
  const body = { sourceIds: members.map((member) => member.sourceId), joins };
  return bodyOf(api.PUT("/api/v1/combinations/{id}", { params, body }));
}
