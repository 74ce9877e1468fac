import { z } from "zod";
import { abortOnClose } from "../../http/abort-on-close.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter, sourceWithCatalog } from "../../wire/source.ts";
import { fileParameters } from "../uploads/schema.ts";
import { changeConfirm, changeParameters, fileChange } from "./schema.ts";
import type { FileChangeService } from "./service.ts";

const tags = ["uploads"];
const MODES = [
  { mode: "replace", summary: "Look at what replacing a file would change" },
  { mode: "append", summary: "Look at what adding a file's rows to another would change" },
] as const;
const ABOUT = `A form with one part "file", optionally before it "options". The file is read and compared; nothing changes
until POST /sources/{id}/changes/{changeId} confirms it within half an hour. Ids and table names stay.`;

export function fileChangeRoutes(app: ZodApp, changes: FileChangeService): void {
  for (const { mode, summary } of MODES) {
    app.post(
      `/sources/:id/files/:fileId/${mode}`,
      {
        config: { permission: "source.change", limit: "upload" },
        schema: {
          tags,
          summary,
          description: ABOUT,
          consumes: ["multipart/form-data"],
          params: fileParameters,
          response: { 201: fileChange, default: errorBody },
        },
      },
      async (request, reply) => {
        const { id: sourceId, fileId } = request.params;
        const change = { sourceId, fileId, mode, parts: request.parts(), signal: abortOnClose(reply) };
        return reply.code(201).send(await changes.preview(request.identity, change));
      },
    );
  }
  app.post(
    "/sources/:id/changes/:changeId",
    {
      config: { permission: "source.change" },
      schema: {
        tags,
        summary: "Confirm a change of a file",
        description: "What was there is kept for one undo.",
        params: changeParameters,
        body: changeConfirm,
        response: { 200: sourceWithCatalog, default: errorBody },
      },
    },
    (request, reply) => {
      const { id, changeId } = request.params;
      return changes.confirm(request.identity, id, changeId, request.body.mapping, abortOnClose(reply));
    },
  );
  app.post(
    "/sources/:id/undo",
    {
      config: { permission: "source.change" },
      schema: {
        tags,
        summary: "Undo the last replacing or adding",
        params: idParameter,
        body: z.strictObject({}).optional(),
        response: { 200: sourceWithCatalog, default: errorBody },
      },
    },
    (request) => changes.undo(request.identity, request.params.id),
  );
}
