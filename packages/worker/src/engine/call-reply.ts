import type { IngestProgress } from "@parlance/core";
import type { Call, CallReply } from "../protocol/call-server.ts";

export type WorkerReply = CallReply<IngestProgress>;
export type WorkerCall<Params> = Call<Params, IngestProgress>;
