import { ApiError } from "@parlance/client";
import { expect, test } from "vitest";
import { isWorthRetrying, problemOf } from "./problem.ts";

test.each<[string, unknown, string]>([
  ["a lost connection", new TypeError("Failed to fetch"), "NETWORK_UNREACHABLE"],
  [
    "a refusal of the server",
    new ApiError(403, { code: "SQL_REFUSED", message: "No.", requestId: "r" }),
    "SQL_REFUSED",
  ],
  ["a page of a proxy", new ApiError(502, null), "HTTP_502"],
  ["a mistake of ours", new TypeError("x is undefined"), "APP_ERROR"],
])("%s", (_name, error, code) => expect(problemOf(error).code).toBe(code));

const limited = new ApiError(429, {
  code: "REQUEST_RATE_LIMITED",
  message: "Too many requests.",
  hint: "Wait for the time in the Retry-After header.",
  requestId: "r",
  details: { retryAfterSeconds: 12 },
});

test("a person is told how long to wait, and of no header", () => {
  expect(problemOf(limited).hint).toBe("Wait 12 seconds, then try again.");
});

test.each<[string, unknown, boolean]>([
  ["a lost connection", new TypeError("Failed to fetch"), true],
  ["a limit that counts anew soon", limited, true],
  ["a busy server", new ApiError(503, { code: "SERVICE_BUSY", message: "Busy.", requestId: "r" }), true],
  ["a refusal", new ApiError(403, { code: "SQL_REFUSED", message: "No.", requestId: "r" }), false],
])("%s: worth another try is %o", (_name, error, isWorth) => expect(isWorthRetrying(error)).toBe(isWorth));
