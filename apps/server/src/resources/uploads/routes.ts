import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { abortOnClose } from "../../http/abort-on-close.ts";
import { sendEvents } from "../../http/events.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { parseOptions } from "../../wire/parse-options.ts";
import { idParameter, sourceWithCatalog } from "../../wire/source.ts";
import type { WorkspaceService } from "../workspaces/service.ts";
import { fileParameters, type UploadProgress, uploadHeaders, uploadParameter } from "./schema.ts";
import type { UploadRequest, UploadService, UploadTarget } from "./service.ts";
import { hasEnded } from "./upload-board.ts";

const tags = ["uploads"];
const FORM = `A form with one or more parts "file", optionally before them "name" and "options" (ParseOptions as JSON).
Send an Idempotency-Key to retry safely and to follow the progress.`;

export function uploadRoutes(app: ZodApp, uploads: UploadService, workspaces: WorkspaceService): void {
  const response = { 201: sourceWithCatalog, default: errorBody };
  app.post(
    "/workspaces/:id/sources",
    {
      config: { permission: "source.create", limit: "upload" },
      schema: {
        tags,
        summary: "Upload files as a new source",
        description: FORM,
        consumes: ["multipart/form-data"],
        params: idParameter,
        headers: uploadHeaders,
        response,
      },
    },
    async (request, reply) => {
      const workspaceId = workspaces.resolveWritable(request.identity, request.params.id);
      const target: UploadTarget = { kind: "new", workspaceId };
      const upload = uploadOf(request, reply, target, request.headers["idempotency-key"]);
      return reply.code(201).send(await uploads.upload(request.identity, upload));
    },
  );
  app.post(
    "/sources/:id/files",
    {
      config: { permission: "source.change", limit: "upload" },
      schema: {
        tags,
        summary: "Add files to a source",
        description: FORM,
        consumes: ["multipart/form-data"],
        params: idParameter,
        headers: uploadHeaders,
        response,
      },
    },
    async (request, reply) => {
      const target: UploadTarget = { kind: "existing", sourceId: request.params.id };
      const upload = uploadOf(request, reply, target, request.headers["idempotency-key"]);
      return reply.code(201).send(await uploads.upload(request.identity, upload));
    },
  );
  app.patch(
    "/sources/:id/files/:fileId",
    {
      config: { permission: "source.change" },
      schema: {
        tags,
        summary: "Read a file again with other options",
        params: fileParameters,
        body: z.strictObject({ options: parseOptions }),
        response: { 200: sourceWithCatalog, default: errorBody },
      },
    },
    async (request, reply) => {
      const { id, fileId } = request.params;
      return uploads.reparse(request.identity, id, fileId, request.body.options, abortOnClose(reply));
    },
  );
  app.get(
    "/uploads/:key/events",
    {
      config: { permission: "source.create" },
      schema: {
        tags,
        summary: "Progress of an upload",
        description:
          'Server-sent events "progress" with an UploadProgress each. May be opened before the upload starts.',
        produces: ["text/event-stream"],
        params: uploadParameter,
      },
    },
    (request, reply) =>
      sendEvents(request, reply, (emit, signal) => {
        return new Promise<void>((resolve) => {
          const onProgress = (progress: UploadProgress): void => {
            emit("progress", progress);
            if (hasEnded(progress)) resolve();
          };
          const stop = uploads.watch(request.identity, request.params.key, atMostEvery(PROGRESS_EVERY_MS, onProgress));
          signal.addEventListener("abort", () => resolve(), { once: true });
          signal.addEventListener("abort", stop, { once: true });
        });
      }),
  );
  app.delete(
    "/uploads/:key",
    {
      config: { permission: "source.create" },
      schema: {
        tags,
        summary: "Cancel an upload",
        params: uploadParameter,
        response: { 204: z.undefined().describe("Cancelled."), default: errorBody },
      },
    },
    async (request, reply) => {
      uploads.cancel(request.identity, request.params.key);
      return reply.code(204).send();
    },
  );
}

const PROGRESS_EVERY_MS = 100;

/** A chunk arrives every millisecond; nobody can see that. Changes of phase pass at once. */
function atMostEvery(ms: number, listener: (progress: UploadProgress) => void): (progress: UploadProgress) => void {
  let lastAt = 0;
  let lastPhase = "";
  return (progress) => {
    const now = performance.now();
    if (progress.phase === lastPhase && now - lastAt < ms) return;
    lastAt = now;
    lastPhase = progress.phase;
    listener(progress);
  };
}

function uploadOf(
  request: FastifyRequest,
  reply: FastifyReply,
  target: UploadTarget,
  key: string | undefined,
): UploadRequest {
  const length = Number(request.headers["content-length"] ?? 0);
  return {
    target,
    key,
    parts: request.parts(),
    expectedBytes: Number.isSafeInteger(length) ? length : 0,
    signal: abortOnClose(reply),
  };
}
