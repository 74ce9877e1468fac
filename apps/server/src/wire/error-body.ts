import { ERROR_CODES } from "@parlance/core";
import { z } from "zod";

export const errorBody = z
  .object({
    code: z.enum(ERROR_CODES).describe("Stable name of the error; see docs/errors.md."),
    message: z.string(),
    hint: z.string().optional().describe("What to do about it."),
    details: z.record(z.string(), z.unknown()).optional().describe("Facts for programs: file, row, column, position."),
    requestId: z.string().describe("Quote this when reporting the error; the log has it too."),
  })
  .meta({ id: "Error" });

export type ErrorBody = z.output<typeof errorBody>;
