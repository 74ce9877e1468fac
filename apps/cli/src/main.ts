import { processIo } from "./cli-io.ts";
import { EXIT } from "./exit-codes.ts";
import { runCli } from "./program.ts";

const io = processIo();
const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
process.once("SIGTERM", () => stop.abort());

// A reader such as `head` may leave early: the work stops, temporary files go, and nobody is told of a fault.
let isReaderGone = false;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  isReaderGone = true;
  stop.abort();
});
const warn = (text: string): void => {
  if (!isReaderGone) io.warn(text);
};

const exitCode = await runCli(process.argv.slice(2), { ...io, warn }, stop.signal);
process.exitCode = isReaderGone ? EXIT.answered : exitCode;
