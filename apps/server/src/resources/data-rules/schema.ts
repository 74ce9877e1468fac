import type { ColumnMask } from "@parlance/core";
import { z } from "zod";
import type { AppliesTo, RuleBody } from "../../governing/data-rule.ts";
import { ROLES } from "../../permissions/role.ts";
import { dataType } from "../../wire/catalog.ts";
import { frameColumn, jsonRows } from "../../wire/result.ts";
import { id } from "../../wire/source.ts";

const MAX_NAMED = 500;
const name = z.string().min(1).max(1_000);

const mask: z.ZodType<ColumnMask> = z
  .discriminatedUnion("keep", [
    z.strictObject({ keep: z.literal("last"), characters: z.number().int().min(1).max(32) }),
    z.strictObject({ keep: z.literal("first"), characters: z.number().int().min(1).max(32) }),
    z.strictObject({ keep: z.literal("year") }),
    z.strictObject({ keep: z.literal("null") }),
  ])
  .describe(
    "What is left of a value: some characters at one end, the year, or nothing. A mask that does not fit the type leaves nothing.",
  )
  .meta({ id: "ColumnMask" });

export const ruleBody: z.ZodType<RuleBody> = z
  .union([
    z.strictObject({
      kind: z.literal("row"),
      filter: z
        .string()
        .min(1)
        .max(10_000)
        .describe("Rows for which this is not true are not there, such as region = user.region and status <> 'draft'."),
    }),
    z
      .strictObject({ kind: z.literal("open") })
      .describe("Of a view: it is shown as it is, though it reads tables that rules are about."),
    z.strictObject({ kind: z.literal("column"), column: name, action: z.literal("mask"), mask }),
    z.strictObject({ kind: z.literal("column"), column: name, action: z.enum(["hide", "hash"]) }),
  ])
  .meta({ id: "DataRuleBody" });

export const appliesTo: z.ZodType<AppliesTo> = z
  .discriminatedUnion("kind", [
    z
      .strictObject({ kind: z.literal("everyone"), except: z.array(id).max(MAX_NAMED) })
      .describe("Owners and admins too; members who are excepted are named."),
    z.strictObject({
      kind: z.literal("some"),
      roles: z.array(z.enum(ROLES)).max(ROLES.length),
      members: z.array(id).max(MAX_NAMED),
    }),
  ])
  .meta({ id: "DataRuleAppliesTo" });

const fault = z
  .object({
    message: z.string(),
    start: z.number().describe("UTF-16 offset into the filter."),
    end: z.number(),
  })
  .meta({ id: "DataRuleFault" });

const ruleFields = {
  table: name.describe("As the catalog spells it."),
  rule: ruleBody,
  appliesTo,
  note: z.string().max(2_000).describe("Why there is this rule."),
};

export const dataRule = z
  .object({
    id: z.string(),
    sourceId: z.string(),
    ...ruleFields,
    fault: fault
      .nullable()
      .describe("Why it cannot be followed now: its table is then not shown to those it is about."),
    attributes: z.array(z.string()).describe("What it needs to know of people: user.<attribute>."),
    revision: z.number(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: "DataRule" });

export const dataRuleList = z
  .object({
    items: z.array(dataRule),
    nextCursor: z.null().describe("Always null: a source has a few rules."),
    keptViews: z
      .array(
        z.object({
          name: z.string(),
          reads: z.array(z.string()).nullable().describe("What it reads; null where the source does not tell."),
        }),
      )
      .describe(
        "Views over tables with rules, without a rule of the same kind (rows or columns) themselves: they are not shown to those the rules are about, until they have one or are opened.",
      ),
  })
  .meta({ id: "DataRuleList" });

export const dataRuleCreate = z
  .strictObject({ ...ruleFields, note: ruleFields.note.default("") })
  .meta({ id: "DataRuleCreate" });
export const dataRulePatch = z.strictObject(ruleFields).partial().meta({ id: "DataRulePatch" });

export const dataRuleCheck = z.strictObject({ table: ruleFields.table, rule: ruleBody });
export const checkedRule = z
  .object({ fault: fault.nullable(), attributes: z.array(z.string()), columns: z.array(z.string()) })
  .extend({
    keptViews: z
      .array(z.string())
      .describe("Views that show what the rule keeps back, and would not be shown either unless rules say otherwise."),
  })
  .meta({ id: "CheckedDataRule" });

export const rulePreview = z.strictObject({
  as: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("member"), userId: id }),
    z.strictObject({
      kind: z.literal("role"),
      role: z.enum(ROLES),
      attributes: z.record(z.string().max(200), z.string().max(2_000)).default({}),
    }),
  ]),
  table: name.optional().describe("Whose first rows are shown; the first table when absent."),
  draft: dataRuleCreate.optional().describe("A rule that is not kept yet."),
  replaces: id.optional().describe("The rule that the draft would take the place of."),
});

export const previewed = z
  .object({
    tables: z.array(
      z.object({
        name: z.string(),
        hasFewerRows: z.boolean(),
        columns: z.array(z.object({ name: z.string(), type: dataType, masking: z.enum(["mask", "hash"]).optional() })),
        hidden: z.array(z.string()),
      }),
    ),
    withheld: z
      .array(z.string())
      .describe(
        "Not shown at all: a rule about them cannot be followed, or they show what rules of other tables keep.",
      ),
    missing: z.array(z.string()).describe("Attributes that rules need and this person does not have."),
    rows: z.object({ table: z.string(), columns: z.array(frameColumn), rows: jsonRows }).nullable(),
  })
  .meta({ id: "DataRulePreview" });

export const ownRestrictions = z
  .object({
    limits: z.array(z.object({ table: z.string(), hasFewerRows: z.boolean(), maskedColumns: z.array(z.string()) })),
    withheld: z
      .array(z.string())
      .describe(
        "Tables that are not shown: a rule about them cannot be followed now, or they show what rules of others keep back.",
      ),
    missing: z.array(z.string()).describe("Attributes that rules need and you do not have; tables then show no rows."),
  })
  .meta({ id: "OwnRestrictions" });

export const ruleParameters = z.object({ id, ruleId: id });
export const editHeaders = z.object({ "if-match": z.string().max(100).optional() });

export type DataRuleBody = z.output<typeof dataRule>;
export type DataRuleList = z.output<typeof dataRuleList>;
export type DataRuleCreate = z.output<typeof dataRuleCreate>;
export type DataRulePatch = z.output<typeof dataRulePatch>;
export type DataRuleCheck = z.output<typeof dataRuleCheck>;
export type CheckedRule = z.output<typeof checkedRule>;
export type RulePreview = z.output<typeof rulePreview>;
export type Previewed = z.output<typeof previewed>;
export type OwnRestrictionsBody = z.output<typeof ownRestrictions>;
