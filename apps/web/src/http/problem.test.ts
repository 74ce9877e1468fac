import { ApiError } from "@parlance/client";
import { expect, test } from "vitest";
import { problemOf } from "./problem.ts";

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
