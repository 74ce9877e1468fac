import { z } from "zod";
import type { ZodApp } from "../../http/zod-app.ts";
import { conversationBody, conversationWithMessages, sharedConversation } from "../../wire/conversation.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter } from "../../wire/source.ts";
import {
  conversationCreate,
  conversationList,
  conversationPatch,
  forkBody,
  historyList,
  historyQuery,
  messageParameters,
  searchQuery,
  shareAnswer,
  shareHeaders,
} from "./schema.ts";
import type { ConversationService } from "./service.ts";

const tags = ["conversations"];
const gone = z.undefined().describe("Gone.");

export function conversationRoutes(app: ZodApp, conversations: ConversationService): void {
  listRoutes(app, conversations);
  changeRoutes(app, conversations);
  shareRoutes(app, conversations);
}

function listRoutes(app: ZodApp, conversations: ConversationService): void {
  app.post(
    "/conversations",
    {
      config: { permission: "conversation.change" },
      schema: {
        tags,
        summary: "Begin a conversation",
        description: "Questions join it by its id in POST /ask. One in which nothing is asked is not listed.",
        body: conversationCreate,
        response: { 201: conversationBody, default: errorBody },
      },
    },
    async (request, reply) => reply.code(201).send(await conversations.create(request.identity, request.body)),
  );
  app.get(
    "/conversations",
    {
      config: { permission: "conversation.read" },
      schema: {
        tags,
        summary: "Your conversations, or those shared with the workspace, latest first",
        querystring: searchQuery,
        response: { 200: conversationList, default: errorBody },
      },
    },
    (request) => conversations.list(request.identity, request.query),
  );
  app.get(
    "/conversations/:id",
    {
      config: { permission: "conversation.read" },
      schema: {
        tags,
        summary: "One conversation with its messages",
        params: idParameter,
        response: { 200: conversationWithMessages, default: errorBody },
      },
    },
    async (request, reply) => {
      const { body, etag } = await conversations.read(request.identity, request.params.id);
      return reply.header("etag", etag).code(200).send(body);
    },
  );
  app.get(
    "/history",
    {
      config: { permission: "conversation.read" },
      schema: {
        tags,
        summary: "Questions of all conversations, latest first",
        description: "The words are looked for in questions, answers and statements.",
        querystring: historyQuery,
        response: { 200: historyList, default: errorBody },
      },
    },
    (request) => conversations.history(request.identity, request.query),
  );
}

function changeRoutes(app: ZodApp, conversations: ConversationService): void {
  app.patch(
    "/conversations/:id",
    {
      config: { permission: "conversation.change" },
      schema: {
        tags,
        summary: "Rename a conversation",
        params: idParameter,
        headers: z.object({ "if-match": z.string().optional() }),
        body: conversationPatch,
        response: { 200: conversationBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const ifMatch = request.headers["if-match"];
      const { title } = request.body;
      const { body, etag } = await conversations.rename(request.identity, request.params.id, title, ifMatch);
      return reply.header("etag", etag).code(200).send(body);
    },
  );
  app.delete(
    "/conversations/:id",
    {
      config: { permission: "conversation.change" },
      schema: {
        tags,
        summary: "Delete a conversation",
        description: "It can be restored for 24 hours, then it is purged. Its share link stops working at once.",
        params: idParameter,
        response: { 204: gone, default: errorBody },
      },
    },
    async (request, reply) => {
      await conversations.remove(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
  app.post(
    "/conversations/:id/restore",
    {
      config: { permission: "conversation.change" },
      schema: {
        tags,
        summary: "Take the deletion of a conversation back",
        params: idParameter,
        response: { 200: conversationBody, default: errorBody },
      },
    },
    (request) => conversations.restore(request.identity, request.params.id),
  );
  app.post(
    "/conversations/:id/fork",
    {
      config: { permission: "conversation.change" },
      schema: {
        tags,
        summary: "Go on from a message in a conversation of its own",
        params: idParameter,
        body: forkBody,
        response: { 201: conversationBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const { messageId } = request.body;
      return reply.code(201).send(await conversations.fork(request.identity, request.params.id, messageId));
    },
  );
  app.delete(
    "/conversations/:id/messages/:messageId",
    {
      config: { permission: "conversation.change" },
      schema: {
        tags,
        summary: "Delete one message",
        params: messageParameters,
        response: { 204: gone, default: errorBody },
      },
    },
    async (request, reply) => {
      await conversations.removeMessage(request.identity, request.params.id, request.params.messageId);
      return reply.code(204).send();
    },
  );
}

function shareRoutes(app: ZodApp, conversations: ConversationService): void {
  app.post(
    "/conversations/:id/share",
    {
      config: { permission: "conversation.share" },
      schema: {
        tags,
        summary: "Make a link that shows a conversation read-only",
        description: `Whoever has the link can read the questions asked so far, their answers with the rows that are kept, and
their SQL; not ask, and not reach the source. A link made before stops working.`,
        params: idParameter,
        response: { 200: shareAnswer, default: errorBody },
      },
    },
    (request) => conversations.share(request.identity, request.params.id),
  );
  app.delete(
    "/conversations/:id/share",
    {
      config: { permission: "conversation.share" },
      schema: {
        tags,
        summary: "Stop sharing a conversation",
        params: idParameter,
        response: { 204: gone, default: errorBody },
      },
    },
    async (request, reply) => {
      await conversations.unshare(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
  app.put(
    "/conversations/:id/workspace-share",
    {
      config: { permission: "conversation.share" },
      schema: {
        tags,
        summary: "Let everybody in the workspace read a conversation",
        description: `What is asked in it later too. They go on in one of their own. Answers that were given under other rules than
the reader's are kept back.`,
        params: idParameter,
        response: { 200: conversationBody, default: errorBody },
      },
    },
    (request) => conversations.shareInWorkspace(request.identity, request.params.id),
  );
  app.delete(
    "/conversations/:id/workspace-share",
    {
      config: { permission: "conversation.share" },
      schema: {
        tags,
        summary: "Stop sharing a conversation with the workspace",
        description: "By its owner, or by an admin of the workspace.",
        params: idParameter,
        response: { 204: gone, default: errorBody },
      },
    },
    async (request, reply) => {
      await conversations.unshareInWorkspace(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
  app.get(
    "/shared-conversation",
    {
      config: { permission: "public" },
      schema: {
        tags,
        summary: "The conversation behind a share link",
        headers: shareHeaders,
        response: { 200: sharedConversation, default: errorBody },
      },
    },
    (request) => conversations.readShared(request.headers["x-share-token"]),
  );
}
