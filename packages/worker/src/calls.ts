/** Child processes that answer calls: both ends of the pipe, and frames on it. For the query worker and for sources. */

export { endWhenTooLarge } from "./engine/self-limit.ts";
export { decodeFrame, joinFrames } from "./frames/decode-frame.ts";
export { encodeFrame } from "./frames/encode-cells.ts";
export { parseExactJson } from "./frames/exact-json.ts";
export { type CallOptions, CallProcess, startError, throwIfCancelled } from "./pool/call-process.ts";
export { BUNDLED_PROGRAMS, nodeArgs, type OwnProgram, ownProgram } from "./pool/own-program.ts";
export { ProcessCensus, type ProcessFacts } from "./pool/process-facts.ts";
export { findPrlimit, type SpawnCommand, spawnCommand } from "./pool/spawn-command.ts";
export { decodedStream, StreamReader } from "./pool/stream-reader.ts";
export { type Call, type CallHandlers, endProcess, serveCalls } from "./protocol/call-server.ts";
