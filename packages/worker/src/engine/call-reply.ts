import type { FrameColumn, IngestProgress } from "@parlance/core";

/** Where a call's answer goes, piece by piece. */
export interface CallReply {
  columns(columns: readonly FrameColumn[]): void;
  /** A frame of a bounded answer; resolves when the pipe has room. */
  frame(bytes: Uint8Array): Promise<void>;
  /** A frame of an unbounded answer; resolves when the reader has room for it. */
  streamFrame(bytes: Uint8Array, signal: AbortSignal): Promise<void>;
  progress(progress: IngestProgress): void;
}
