import { DrizzleQueryError } from "drizzle-orm";
import { type SerializedError, stdSerializers } from "pino";

/** What a database tells about a failure that is about its tables, and never about what stands in them. */
const FACTS = ["name", "code", "severity", "schema", "table", "column", "constraint", "dataType", "routine", "errno"];

/**
 * An error as the log writes it. Statements of our own database carry questions, SQL and e-mail addresses of people as
 * their parameters, and the database quotes them back: both are left out, however deep the failure lies.
 */
export function loggedError(error: Error): SerializedError {
  const told = withoutParameters(error, new Set());
  // Pino gives back as it is what was thrown and is no error.
  return stdSerializers.err(told instanceof Error ? told : error);
}

function withoutParameters(error: unknown, seen: Set<unknown>): unknown {
  if (!(error instanceof Error) || seen.has(error)) return error;
  seen.add(error);
  if (error instanceof DrizzleQueryError) return failedStatement(error, seen);
  if (isOfDatabase(error)) return databaseError(error);
  const cause = withoutParameters(error.cause, seen);
  const errors = "errors" in error && Array.isArray(error.errors) ? error.errors : [];
  const told = errors.map((one) => withoutParameters(one, seen));
  if (cause === error.cause && told.every((one, i) => one === errors[i])) return error;
  const copy = Object.create(Object.getPrototypeOf(error), Object.getOwnPropertyDescriptors(error));
  return Object.defineProperties(copy, {
    stack: { value: error.stack },
    cause: { value: cause },
    ...(errors.length === 0 ? {} : { errors: { value: told } }),
  });
}

/** The statement has its values apart, so its text holds none. */
function failedStatement(error: DrizzleQueryError, seen: Set<unknown>): Error {
  const told = new Error(`Failed query: ${error.query}`);
  told.name = "DrizzleQueryError";
  told.stack = `DrizzleQueryError: ${told.message}\n    ${framesOf(error)}`;
  told.cause = error.cause instanceof Error ? databaseError(error.cause) : withoutParameters(error.cause, seen);
  return told;
}

/** By the marks of the driver and of the embedded database: a state of five characters, with a severity. */
const isOfDatabase = (error: Error): boolean =>
  "severity" in error && "code" in error && /^[0-9A-Z]{5}$/.test(String(error.code));

function databaseError(error: Error): Error {
  const told = new Error(withoutValues(error.message));
  told.stack = `${error.name}: ${told.message}\n    ${framesOf(error)}`;
  const facts = Object.entries(error).filter(([key]) => FACTS.includes(key));
  return Object.assign(told, Object.fromEntries(facts));
}

/** `invalid input syntax for type uuid: "..."`: what follows the colon was somebody's. Names stand before it. */
const withoutValues = (message: string): string => message.replace(/: ["'][\s\S]*$/, ": ***");

/** A stack begins with the message. Where it does not, nobody knows what it holds. */
function framesOf({ message, stack = "" }: Error): string {
  const at = stack.indexOf(message);
  return at === -1 ? "" : stack.slice(at + message.length).trimStart();
}
