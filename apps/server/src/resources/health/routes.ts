import type { ZodApp } from "../../http/zod-app.ts";
import { healthBody, readyBody } from "./schema.ts";
import type { HealthService } from "./service.ts";

const tags = ["health"];

export function healthRoutes(app: ZodApp, health: HealthService): void {
  const config = { permission: "public" } as const;
  app.get(
    "/health",
    {
      config,
      schema: { tags, summary: "Whether the server lives, and whether all of it works", response: { 200: healthBody } },
    },
    () => health.read(),
  );
  // The shorter address is the older one.
  for (const url of ["/health/ready", "/ready"]) {
    app.get(
      url,
      {
        config,
        schema: { tags, summary: "Whether to send requests here", response: { 200: readyBody, 503: readyBody } },
      },
      async (_request, reply) => {
        const isReady = await health.isReady();
        return reply.code(isReady ? 200 : 503).send({ isReady });
      },
    );
  }
}
