import { z } from "zod";

const check = z.enum(["ok", "failing"]);

export const healthBody = z
  .object({
    status: z
      .enum(["ok", "degraded"])
      .describe("degraded: something below fails, and what does not need it still works."),
    version: z.string(),
    uptimeMs: z.number(),
    checks: z.object({ database: check, worker: check, storage: check }),
  })
  .meta({ id: "Health" });

export const readyBody = z.object({ isReady: z.boolean() }).meta({ id: "Ready" });

export type HealthBody = z.output<typeof healthBody>;
