import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { ModelFaultKind, ScriptedReply } from "./scripted-reply.ts";
import type { AskedModel, ModelWire, WireEvent } from "./wire.ts";

/** Sends a reply in its vendor's format, with what is to go wrong with it. */
export async function sendReply(
  wire: ModelWire,
  reply: ScriptedReply,
  asked: AskedModel,
  response: ServerResponse,
): Promise<void> {
  const { fault } = reply;
  if (fault?.kind === "status") return sendStatus(wire, fault, response);
  if (fault?.kind === "slow-headers") await pause(fault.delayMs);
  if (response.destroyed) return;
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  if (fault?.kind === "garbage")
    return void response.end("<html><body>502 Bad Gateway</body></html>\n\ndata: {oh no\n\n");
  for (const bytes of framesOf(wire, reply, asked)) {
    if (bytes === "stall") return;
    if (bytes === "cut") {
      // What was sent must have left before the reset, or nothing of it arrives.
      await pause(20);
      response.destroy();
      return;
    }
    if (response.destroyed) return;
    await new Promise((resolve) => response.write(bytes, resolve));
  }
  response.end();
}

function sendStatus(
  wire: ModelWire,
  { status, headers, message, code }: Extract<ModelFaultKind, { kind: "status" }>,
  response: ServerResponse,
): void {
  const body = JSON.stringify(wire.errorBody(status, message ?? "It went wrong.", code));
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
}

const frame = ({ event, data }: WireEvent): string =>
  `${event === undefined ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;

function* framesOf(
  wire: ModelWire,
  reply: ScriptedReply,
  asked: AskedModel,
): Generator<string | Uint8Array | "stall" | "cut"> {
  const { fault } = reply;
  let pieces = 0;
  for (const event of wire.events(reply, asked)) {
    if (event.isPiece && fault !== undefined && "afterPieces" in fault && pieces++ === fault.afterPieces) {
      if (fault.kind === "error-event") yield frame(wire.errorEvent());
      if (fault.kind === "stall" || fault.kind === "cut") yield fault.kind;
      return;
    }
    if (event.isPiece && fault?.kind === "invalid-utf8") yield damaged(frame(event));
    else yield frame(event);
    if (event.isPiece && fault?.kind === "duplicate") yield frame(event);
  }
  if (wire.doneMark !== null && fault?.kind !== "no-done") yield `data: ${wire.doneMark}\n\n`;
}

/** The first letter inside the last string becomes a byte that UTF-8 does not have. */
function damaged(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  bytes[Math.max(0, text.lastIndexOf('"') - 1)] = 0xff;
  return bytes;
}
