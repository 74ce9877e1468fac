import { isAppError } from "@parlance/core";
import { type ServerOptions, StartError } from "@parlance/server";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";

/** What a person can do about the usual reasons for not starting, by the system's own code for them. */
export function explainStart(
  error: unknown,
  { port, host, dataDir }: Pick<ServerOptions, "port" | "host" | "dataDir">,
): unknown {
  if (error instanceof StartError) return new CliError(EXIT.usage, error.message);
  if (isAppError(error) || !(error instanceof Error) || !("code" in error)) return error;
  const isOfNetwork = "syscall" in error && error.syscall === "listen";
  switch (error.code) {
    case "EADDRINUSE":
      return new CliError(
        EXIT.usage,
        `Port ${port} is already in use.`,
        `Try --port ${port + 1}, or --port 0 for a free one.`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new CliError(
        EXIT.usage,
        `This machine has no address ${host}.`,
        "Leave --host out to listen on this machine only.",
      );
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return isOfNetwork
        ? new CliError(EXIT.usage, `You may not listen on port ${port}.`, "Choose a port from 1024 up.")
        : unwritable(dataDir);
    case "ENOTDIR":
    case "EEXIST":
      return unwritable(dataDir);
    case "ENOSPC":
      return new CliError(EXIT.file, `There is no room left for the data folder "${dataDir}".`);
    default:
      return error;
  }
}

const unwritable = (dataDir: string): CliError =>
  new CliError(EXIT.file, `The data folder "${dataDir}" cannot be written.`, "Name another with --data-dir.");
