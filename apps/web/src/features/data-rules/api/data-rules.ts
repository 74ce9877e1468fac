import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";
import { queryClient } from "../../../http/query-client.ts";

type Schemas = components["schemas"];

export type DataRule = Schemas["DataRule"];
export type DataRuleList = Schemas["DataRuleList"];
export type RuleBody = Schemas["DataRuleBody"];
export type AppliesTo = Schemas["DataRuleAppliesTo"];
export type ColumnMask = Schemas["ColumnMask"];
export type RuleWrite = Schemas["DataRuleCreateInput"];
export type RuleFault = Schemas["DataRuleFault"];
export type Preview = Schemas["DataRulePreview"];
export type OwnRestrictions = Schemas["OwnRestrictions"];
export type Member = Schemas["Member"];

const at = (sourceId: string) => ({ path: { id: sourceId } });

export const dataRulesQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["data-rules", sourceId],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/sources/{id}/rules", { params: at(sourceId), signal })),
  });

/** What rules keep from whoever looks. */
export const restrictionsQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["restrictions", sourceId],
    queryFn: ({ signal }): Promise<OwnRestrictions> =>
      bodyOf(api.GET("/api/v1/sources/{id}/restrictions", { params: at(sourceId), signal })),
    staleTime: 30_000,
  });

export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/members", { signal })),
  staleTime: 30_000,
});

/** Tables, rows and answers may look different now, to whoever changed the rule too. */
function rulesChanged(): void {
  for (const key of ["data-rules", "restrictions", "catalog", "tables", "table", "suggestions", "source", "sources"])
    void queryClient.invalidateQueries({ queryKey: [key] });
}

export async function writeRule(sourceId: string, rule: RuleWrite, before: DataRule | null): Promise<void> {
  try {
    if (before === null) {
      await bodyOf(api.POST("/api/v1/sources/{id}/rules", { params: at(sourceId), body: rule }));
      return;
    }
    const params = {
      path: { id: sourceId, ruleId: before.id },
      header: { "if-match": `"${before.revision}"` },
    };
    await bodyOf(api.PATCH("/api/v1/sources/{id}/rules/{ruleId}", { params, body: rule }));
  } finally {
    rulesChanged();
  }
}

export async function removeRule(sourceId: string, { id, revision }: DataRule): Promise<void> {
  const params = { path: { id: sourceId, ruleId: id }, header: { "if-match": `"${revision}"` } };
  try {
    await done(api.DELETE("/api/v1/sources/{id}/rules/{ruleId}", { params }));
  } finally {
    rulesChanged();
  }
}

export const checkQuery = (sourceId: string, table: string, rule: RuleBody) =>
  queryOptions({
    queryKey: ["data-rule-check", sourceId, table, rule],
    queryFn: ({ signal }) =>
      bodyOf(api.POST("/api/v1/sources/{id}/rules/check", { params: at(sourceId), body: { table, rule }, signal })),
    staleTime: 60_000,
    gcTime: 60_000,
  });

export interface SeenAs {
  readonly as:
    | { readonly kind: "member"; readonly userId: string }
    | { readonly kind: "role"; readonly role: Member["role"] };
  readonly table?: string;
  readonly draft?: RuleWrite;
  readonly replaces?: string;
}

export const previewQuery = (sourceId: string, seen: SeenAs) =>
  queryOptions({
    queryKey: ["data-rule-preview", sourceId, seen],
    queryFn: ({ signal }): Promise<Preview> =>
      bodyOf(
        api.POST("/api/v1/sources/{id}/rules/preview", {
          params: at(sourceId),
          body: { ...seen, as: seen.as.kind === "role" ? { ...seen.as, attributes: {} } : seen.as },
          signal,
        }),
      ),
    gcTime: 0,
    retry: false,
  });
