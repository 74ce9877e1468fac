import type { ErrorRow } from "./error-row.ts";

/** Requests as such, settings, plugins and the server itself. */
export const SERVER_ERRORS = {
  REQUEST_INVALID: { status: 400, message: "The request is not valid.", hint: "See details for the fields to change." },
  REQUEST_TOO_LARGE: { status: 413, message: "The request is larger than this server accepts." },
  REQUEST_MEDIA_TYPE: {
    status: 415,
    message: "This kind of request body is not accepted here.",
    hint: "Send JSON, or a multipart form where files are uploaded.",
  },
  REQUEST_METHOD: {
    status: 405,
    message: "This address does not answer to that method.",
    hint: "The Allow header names the methods it answers to.",
  },
  REQUEST_RATE_LIMITED: {
    status: 429,
    message: "Too many requests.",
    hint: "Wait for the time in the Retry-After header.",
  },
  REQUEST_CANCELLED: { status: 499, message: "The request was cancelled." },
  ROUTE_NOT_FOUND: {
    status: 404,
    message: "There is no such address.",
    hint: "See /docs for the addresses that exist.",
  },
  ORIGIN_FORBIDDEN: { status: 403, message: "Requests from this origin are not allowed." },
  IDEMPOTENCY_MISMATCH: {
    status: 422,
    message: "This Idempotency-Key was used for a different request.",
    hint: "Use a new key for a new request.",
  },
  IDEMPOTENCY_IN_PROGRESS: { status: 409, message: "A request with this Idempotency-Key is still running." },
  MCP_SESSION_NOT_FOUND: {
    status: 404,
    message: "There is no such session.",
    hint: "Begin another with initialize; sessions end after half an hour without use.",
  },
  CONFIG_INVALID: {
    status: 422,
    message: "These settings cannot be used.",
    hint: "See details for the fields to change.",
  },
  CONFIG_NOT_FOUND: { status: 404, message: "There is no such setting." },
  ENGINE_RESTARTED: {
    status: 503,
    message: "The query engine was restarted while working on this.",
    hint: "Try again; if it happens every time, the query needs more memory than allowed.",
  },
  JOB_NOT_FOUND: { status: 404, message: "There is no such job." },
  JOB_NOT_POSSIBLE: { status: 409, message: "This cannot be done to a job in its state." },
  PLUGIN_NOT_FOUND: { status: 404, message: "There is no such plugin." },
  PLUGIN_REFUSED: {
    status: 403,
    message: "A plugin of this server does not allow this.",
    hint: "Ask whoever runs this server; details name the plugin.",
  },
  PLUGIN_FAILED: {
    status: 502,
    message: "A plugin of this server failed at this.",
    hint: "Try again; whoever runs this server sees why under Administration, Plugins.",
  },
  SERVICE_STOPPING: {
    status: 503,
    message: "This server is stopping.",
    hint: "Send the request again in a moment; another instance or the restarted server answers it.",
  },
  SERVICE_BUSY: { status: 503, message: "The server is busy.", hint: "Try again in a moment." },
  SHARED_STATE_UNREACHABLE: {
    status: 503,
    message: "What the instances of this server share cannot be reached.",
    hint: "Try again in a moment.",
  },
  INTERNAL_ERROR: {
    status: 500,
    message: "Something went wrong on our side.",
    hint: "Try again; quote the requestId when you report it.",
  },
} as const satisfies Record<string, ErrorRow>;
