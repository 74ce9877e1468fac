import type { ZodApp } from "../../http/zod-app.ts";
import { healthBody, readyBody } from "./schema.ts";
import type { HealthService } from "./service.ts";

export function healthRoutes(app: ZodApp, health: HealthService): void {
  app.get(
    "/health",
    {
      config: { permission: "public" },
      schema: { tags: ["health"], summary: "How the server is doing", response: { 200: healthBody } },
    },
    () => health.read(),
  );
  app.get(
    "/ready",
    {
      config: { permission: "public" },
      schema: {
        tags: ["health"],
        summary: "Whether to send requests here",
        response: { 200: readyBody, 503: readyBody },
      },
    },
    async (_request, reply) => {
      const isReady = await health.isReady();
      return reply.code(isReady ? 200 : 503).send({ isReady });
    },
  );
}
