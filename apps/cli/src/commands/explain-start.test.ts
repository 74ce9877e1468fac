import { DataFolderBusyError } from "@parlance/server";
import { describe, expect, it } from "vitest";
import { describeFailure } from "../describe-failure.ts";
import { explainStart } from "./explain-start.ts";

const options = { port: 3000, host: "127.0.0.1", dataDir: ".parlance", demo: true, allowNetwork: [] };
const systemError = (code: string, syscall: string) => Object.assign(new Error(code), { code, syscall });

describe("why the server did not start", () => {
  it.each([
    [
      "busy port",
      systemError("EADDRINUSE", "listen"),
      "Port 3000 is already in use.",
      "Try --port 3001, or --port 0 for a free one.",
    ],
    ["low port", systemError("EACCES", "listen"), "You may not listen on port 3000.", "Choose a port from 1024 up."],
    [
      "read-only folder",
      systemError("EROFS", "mkdir"),
      'The data folder ".parlance" cannot be written.',
      "Name another with --data-dir.",
    ],
    [
      "a file in its place",
      systemError("ENOTDIR", "mkdir"),
      'The data folder ".parlance" cannot be written.',
      "Name another with --data-dir.",
    ],
    [
      "foreign address",
      systemError("EADDRNOTAVAIL", "listen"),
      "This machine has no address 127.0.0.1.",
      "Leave --host out to listen on this machine only.",
    ],
    ["a taken folder", new DataFolderBusyError("Somebody works here."), "Somebody works here.", undefined],
  ])("%s", (_name, error, sentence, hint) => {
    expect(describeFailure(explainStart(error, options))).toMatchObject({ sentence, hint });
  });

  it("leaves other errors as they are", () => {
    const error = new TypeError("fault");
    expect(explainStart(error, options)).toBe(error);
  });
});
