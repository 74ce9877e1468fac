import { z } from "zod";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { jobList, jobParameter } from "./schema.ts";
import type { JobService } from "./service.ts";

const tags = ["operations"];
const permission = "instance.operations";

export function jobRoutes(app: ZodApp, jobs: JobService): void {
  app.get(
    "/instance/jobs",
    {
      config: { permission },
      schema: {
        tags,
        summary: "What runs in the background, and how it went the last time",
        response: { 200: jobList, default: errorBody },
      },
    },
    (request) => jobs.list(request.identity),
  );
  app.post(
    "/instance/jobs/:id/cancel",
    {
      config: { permission, audit: "job.cancel" },
      schema: {
        tags,
        summary: "Stop a job, whichever instance runs it",
        params: jobParameter,
        response: { 204: z.undefined().describe("It has been told."), default: errorBody },
      },
    },
    async (request, reply) => {
      await jobs.cancel(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
  app.post(
    "/instance/jobs/:id/run",
    {
      config: { permission, audit: "job.run" },
      schema: {
        tags,
        summary: "Run a job once more, or now",
        params: jobParameter,
        response: { 204: z.undefined().describe("It has begun."), default: errorBody },
      },
    },
    async (request, reply) => {
      await jobs.run(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
}
