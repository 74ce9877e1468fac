import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";

type Wire = components["schemas"];
export type Setting = Wire["Setting"];
export type Configuration = Wire["Configuration"];
export type SettingValue = NonNullable<Setting["value"]>;
/** By key; null resets. */
export type Changes = Readonly<Record<string, SettingValue | null>>;

export const configurationQuery = queryOptions({
  queryKey: ["configuration"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/configuration", { signal })),
});

/** All of them or none; refused when somebody else changed something since `revision`. */
export const changeSettings = (changes: Changes, revision: number): Promise<Configuration> =>
  bodyOf(
    api.PATCH("/api/v1/configuration", {
      params: { header: { "if-match": `"${revision}"` } },
      body: { changes: copied(changes) },
    }),
  );

const copied = (changes: Changes): Record<string, SettingValue | null> => ({ ...changes });
