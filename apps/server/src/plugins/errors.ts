import { AppError, type ErrorCode, isAppError } from "@parlance/core";
import { DrizzleQueryError } from "drizzle-orm";
import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { isUnreachable } from "../database/postgres-connection.ts";
import { asStopped } from "../http/stopping.ts";
import type { ErrorBody } from "../wire/error-body.ts";

/** Fastify's and its plugins' own errors that a person can cause. Everything else unknown is a bug. */
const FRAMEWORK_ERRORS: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "REQUEST_TOO_LARGE",
  FST_ERR_CTP_EMPTY_JSON_BODY: "REQUEST_INVALID",
  FST_ERR_CTP_INVALID_JSON_BODY: "REQUEST_INVALID",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "REQUEST_MEDIA_TYPE",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "REQUEST_INVALID",
  FST_ERR_BAD_URL: "ROUTE_NOT_FOUND",
  FST_ERR_MAX_PARAM_LENGTH: "REQUEST_INVALID",
  FST_INVALID_MULTIPART_CONTENT_TYPE: "REQUEST_MEDIA_TYPE",
  FST_REQ_FILE_TOO_LARGE: "UPLOAD_TOO_LARGE",
  FST_FILES_LIMIT: "REQUEST_TOO_LARGE",
  FST_FIELDS_LIMIT: "REQUEST_TOO_LARGE",
  FST_PARTS_LIMIT: "REQUEST_TOO_LARGE",
  FST_PROTO_VIOLATION: "REQUEST_INVALID",
};

/** Any thrown value as one of our errors. Text of unknown errors stays in the log. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((issue) => ({
      field: fieldOf(issue.instancePath),
      problem: issue.message ?? "",
    }));
    return new AppError("REQUEST_INVALID", { details: { fields }, cause: error });
  }
  if (!(error instanceof Error)) return new AppError("INTERNAL_ERROR", { cause: error });
  if (error instanceof DrizzleQueryError && isUnreachable(error)) {
    return new AppError("SERVICE_BUSY", { message: "The product's database cannot be reached.", cause: error });
  }
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "ENOSPC" || code === "EDQUOT") return new AppError("STORAGE_FULL", { cause: error });
  const known = FRAMEWORK_ERRORS[code] ?? byStatus(error);
  return new AppError(known ?? "INTERNAL_ERROR", { cause: error });
}

/** Errors of the HTTP layer without a code of their own, such as a body that is not valid JSON. */
function byStatus(error: Error): ErrorCode | undefined {
  const status = "statusCode" in error ? error.statusCode : undefined;
  if (status === 429) return "REQUEST_RATE_LIMITED";
  if (status === 503) return "SERVICE_BUSY";
  if (status === 413) return "REQUEST_TOO_LARGE";
  if (status === 415) return "REQUEST_MEDIA_TYPE";
  return status === 400 ? "REQUEST_INVALID" : undefined;
}

const fieldOf = (path: string): string => path.replace(/^\//, "").replaceAll("/", ".");

export function errorBodyOf(error: AppError, requestId: string): ErrorBody {
  return {
    code: error.code,
    message: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.details === undefined ? {} : { details: { ...error.details } }),
    requestId,
  };
}

export const logError = (request: FastifyRequest, error: AppError): void => logFailure(request.log, error);

const QUIET: ReadonlySet<ErrorCode> = new Set(["SERVICE_BUSY", "SERVICE_STOPPING"]);

export function logFailure(log: FastifyBaseLogger, error: AppError): void {
  // A source or a model that does not answer is no failure of this server.
  const isOurs = !QUIET.has(error.code) && !/^(?:SOURCE|MODEL)_/.test(error.code);
  if (error.status >= 500 && isOurs) log.error({ err: error.cause ?? error, code: error.code }, "request failed");
  else log.info({ code: error.code }, "request refused");
}

/** One place turns whatever was thrown into the error body. */
export function addErrorHandling(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const appError = asStopped(toAppError(error), app.stopping);
    logError(request, appError);
    const { retryAfterSeconds } = appError.details ?? {};
    if (appError.status === 429 && typeof retryAfterSeconds === "number")
      reply.header("retry-after", retryAfterSeconds);
    if (appError.status === 401) reply.header("www-authenticate", "Bearer");
    const wait = appError.details?.retryAfterSeconds;
    if (typeof wait === "number") reply.header("retry-after", String(wait));
    return reply.code(appError.status).type("application/json").send(errorBodyOf(appError, request.id));
  });
}
