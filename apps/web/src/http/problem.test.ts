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

test.each<[string, unknown, boolean]>([
  ["a lost connection", new TypeError("Failed to fetch"), true],
  ["a busy server", new ApiError(503, { code: "SERVICE_BUSY", message: "Busy.", requestId: "r" }), true],
  ["a refusal", new ApiError(403, { code: "SQL_REFUSED", message: "No.", requestId: "r" }), false],
])("%s: worth another try is %o", (_name, error, isWorth) => expect(isWorthRetrying(error)).toBe(isWorth));
