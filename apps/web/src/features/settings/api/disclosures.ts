import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";

export type SourceDisclosure = components["schemas"]["SourceDisclosure"];
export type Disclosure = SourceDisclosure["disclosure"];

export const disclosuresQuery = queryOptions({
  queryKey: ["disclosures"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/disclosures", { signal })),
});

const at = (id: string) => ({ path: { id } });

/** Null leaves it to the default. */
export async function decideDisclosure(sourceId: string, disclosure: Disclosure | null): Promise<void> {
  if (disclosure === null) return done(api.DELETE("/api/v1/disclosures/{id}", { params: at(sourceId) }));
  return done(api.PUT("/api/v1/disclosures/{id}", { params: at(sourceId), body: { disclosure } }));
}
