import type { Frame, GuardPolicy, ResultStream } from "@parlance/core";
import { type RunnableText, restrictedError } from "@parlance/sql";

/** A result whose errors, early and late, speak of what the person wrote and not of the rules written into it. */
export async function restrictedStream(
  start: () => Promise<ResultStream>,
  runs: RunnableText,
  policy: GuardPolicy,
): Promise<ResultStream> {
  if (policy.restrictions === undefined) return start();
  try {
    const stream = await start();
    return { ...stream, frames: framesOf(stream, runs, policy), wasTruncated: () => stream.wasTruncated() };
  } catch (error) {
    throw restrictedError(error, runs, policy);
  }
}

async function* framesOf({ frames }: ResultStream, runs: RunnableText, policy: GuardPolicy): AsyncGenerator<Frame> {
  try {
    yield* frames;
  } catch (error) {
    throw restrictedError(error, runs, policy);
  }
}
