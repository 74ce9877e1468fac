import { z } from "zod";
import { abortOnClose } from "../../http/abort-on-close.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter } from "../../wire/source.ts";
import type { RulePreviewService } from "./preview-service.ts";
import {
  checkedRule,
  dataRule,
  dataRuleCheck,
  dataRuleCreate,
  dataRuleList,
  dataRulePatch,
  editHeaders,
  ownRestrictions,
  previewed,
  ruleParameters,
  rulePreview,
} from "./schema.ts";
import type { DataRuleService } from "./service.ts";

const tags = ["rules"];

export function dataRuleRoutes(app: ZodApp, rules: DataRuleService, previews: RulePreviewService): void {
  app.get(
    "/sources/:id/rules",
    {
      config: { permission: "dataRule.read" },
      schema: {
        tags,
        summary: "Which rows and columns of a source whom is shown",
        params: idParameter,
        response: { 200: dataRuleList, default: errorBody },
      },
    },
    (request) => rules.list(request.identity, request.params.id),
  );
  app.post(
    "/sources/:id/rules",
    {
      config: { permission: "dataRule.change", audit: "dataRule.create" },
      schema: {
        tags,
        summary: "Make a rule",
        description: `A row rule leaves only rows for which its filter is true; a column rule hides, masks or hashes a column.
Of several row rules all must hold; of several rules about a column the strictest counts. It holds from the next request on.`,
        params: idParameter,
        body: dataRuleCreate,
        response: { 201: dataRule, default: errorBody },
      },
    },
    async (request, reply) => {
      const { body, etag } = await rules.create(request.identity, request.params.id, request.body);
      return reply.header("etag", etag).code(201).send(body);
    },
  );
  app.post(
    "/sources/:id/rules/check",
    {
      config: { permission: "dataRule.read", audit: false },
      schema: {
        tags,
        summary: "See whether a rule fits its table",
        description: "Nothing is kept.",
        params: idParameter,
        body: dataRuleCheck,
        response: { 200: checkedRule, default: errorBody },
      },
    },
    (request) => rules.check(request.identity, request.params.id, request.body),
  );
  app.post(
    "/sources/:id/rules/preview",
    {
      config: { permission: "dataRule.change", audit: "dataRule.preview" },
      schema: {
        tags,
        summary: "See a source as a member or a role sees it",
        description: "With a rule that is not kept yet, where one is sent.",
        params: idParameter,
        body: rulePreview,
        response: { 200: previewed, default: errorBody },
      },
    },
    (request, reply) => previews.preview(request.identity, request.params.id, request.body, abortOnClose(reply)),
  );
  app.get(
    "/sources/:id/restrictions",
    {
      config: { permission: "source.read" },
      schema: {
        tags,
        summary: "What rules keep from you",
        params: idParameter,
        response: { 200: ownRestrictions, default: errorBody },
      },
    },
    (request) => rules.own(request.identity, request.params.id),
  );
  app.get(
    "/sources/:id/rules/:ruleId",
    {
      config: { permission: "dataRule.read" },
      schema: { tags, summary: "One rule", params: ruleParameters, response: { 200: dataRule, default: errorBody } },
    },
    async (request, reply) => {
      const { id, ruleId } = request.params;
      const { body, etag } = await rules.read(request.identity, id, ruleId);
      return reply.header("etag", etag).code(200).send(body);
    },
  );
  app.patch(
    "/sources/:id/rules/:ruleId",
    {
      config: { permission: "dataRule.change" },
      schema: {
        tags,
        summary: "Change a rule",
        description: "Send the ETag in If-Match to be told when somebody else changed it.",
        params: ruleParameters,
        headers: editHeaders,
        body: dataRulePatch,
        response: { 200: dataRule, default: errorBody },
      },
    },
    async (request, reply) => {
      const { id, ruleId } = request.params;
      const ifMatch = request.headers["if-match"];
      const { body, etag } = await rules.change(request.identity, id, ruleId, request.body, ifMatch);
      return reply.header("etag", etag).code(200).send(body);
    },
  );
  app.delete(
    "/sources/:id/rules/:ruleId",
    {
      config: { permission: "dataRule.change", audit: "dataRule.delete" },
      schema: {
        tags,
        summary: "Remove a rule",
        params: ruleParameters,
        headers: editHeaders,
        response: { 204: z.undefined().describe("Gone."), default: errorBody },
      },
    },
    async (request, reply) => {
      const { id, ruleId } = request.params;
      await rules.remove(request.identity, id, ruleId, request.headers["if-match"]);
      return reply.code(204).send();
    },
  );
}
