import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { isInitializeRequest } from "@modelcontextprotocol/sdk/types.js";
import { AppError, type Clock } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import { logFailure } from "../plugins/errors.ts";
import type { Identity } from "../plugins/identity.ts";
import type { Desk } from "./desk.ts";
import { createMcpServer } from "./mcp-server.ts";
import { McpSessions, newSessionId, type Session, type SessionLimits } from "./sessions.ts";
import { type Call, type CallExtra, reportTo } from "./tools/call.ts";

export interface McpServiceNeeds {
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly limits: SessionLimits;
  readonly desk: (identity: Identity, address: string) => Desk;
}

export interface McpCall {
  readonly identity: Identity;
  readonly address: string;
  /** The connection has closed: without it there is nobody to answer. */
  readonly gone: AbortSignal;
  readonly body: unknown;
}

/** Sessions of the Model Context Protocol over HTTP. Every call is answered under the identity of its own request. */
export class McpService {
  readonly #needs: McpServiceNeeds;
  readonly #sessions: McpSessions;

  constructor(needs: McpServiceNeeds) {
    this.#needs = needs;
    this.#sessions = new McpSessions(needs.clock, needs.limits);
  }

  async begin(request: Request, call: McpCall): Promise<Response> {
    if (!isInitializeRequest(call.body))
      throw new AppError("REQUEST_INVALID", { message: "The session's id is missing." });
    const { identity } = call;
    const id = newSessionId();
    const ended = new AbortController();
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => id,
      onsessionclosed: () => this.#sessions.end(id),
    });
    const server = createMcpServer((extra) => this.#openCall(extra, callerOf(extra, call), ended.signal));
    const session: Session = { id, identity, server, transport, ended };
    await this.#sessions.add(session, identity.isNew === true ? call.address : identity.workspaceId);
    await server.connect(transport);
    server.server.onerror = (error) => this.#needs.log.debug({ err: error }, "mcp");
    return transport.handleRequest(request, passing(call));
  }

  async handle(sessionId: string, request: Request, call: McpCall): Promise<Response> {
    const session = this.#sessions.find(sessionId, call.identity);
    if (session === undefined) throw new AppError("MCP_SESSION_NOT_FOUND");
    // Who brings nothing to be known by stays who they were when the session began; anybody else is who they are now.
    const identity = call.identity.isNew === true ? session.identity : call.identity;
    return session.transport.handleRequest(request, passing({ ...call, identity }));
  }

  close(): Promise<void> {
    return this.#sessions.endAll();
  }

  #openCall(extra: CallExtra, { identity, address }: Caller, ended: AbortSignal): Call {
    const gone = extra.authInfo?.extra?.gone;
    const signals = [extra.signal, ended, ...(gone instanceof AbortSignal ? [gone] : [])];
    return {
      desk: this.#needs.desk(identity, address),
      report: reportTo(extra),
      signal: AbortSignal.any(signals),
      failed: (error: AppError) => logFailure(this.#needs.log, error),
    };
  }
}

type Caller = Pick<McpCall, "identity" | "address">;

/** The library carries this from the request to the tool; it has no other place for facts about a request. */
const passing = ({ identity, address, gone, body }: McpCall) => ({
  parsedBody: body,
  authInfo: { token: "", clientId: identity.workspaceId, scopes: [], extra: { gone, caller: { identity, address } } },
});

/** Under whose rights a call runs: those of its own request, so that what was taken away meanwhile is gone. */
const callerOf = ({ authInfo }: CallExtra, began: Caller): Caller =>
  // Put there by `passing` above, which the library hands through untyped.
  (authInfo?.extra?.caller as Caller | undefined) ?? began;
