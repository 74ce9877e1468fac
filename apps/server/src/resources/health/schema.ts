import { z } from "zod";

/** What everybody may know. */
export const healthBody = z
  .object({
    status: z
      .enum(["ok", "degraded"])
      .describe("degraded: something that the server stands on fails, and what does not need it still works."),
  })
  .meta({ id: "Health" });

export const readyBody = z.object({ isReady: z.boolean() }).meta({ id: "Ready" });

export type HealthBody = z.output<typeof healthBody>;
