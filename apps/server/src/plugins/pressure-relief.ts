import underPressure from "@fastify/under-pressure";
import { AppError } from "@parlance/core";
import type { FastifyInstance } from "fastify";

/**
 * Mean length of a turn of the event loop over the last second. Three hundred questions at once take five seconds and
 * are answered late; what takes longer than this has lost its people, and a quick refusal is the better answer.
 */
const MAX_DELAY_MS = 10_000;
const RETRY_AFTER_SECONDS = 5;
const SAMPLE_MS = 1_000;

export interface PressureLimits {
  readonly maxDelayMs: number;
  readonly sampleMs: number;
}

/** Refuses with SERVICE_BUSY while this process cannot keep up. Health still answers: it is how one finds out. */
export async function addPressureRelief(
  app: FastifyInstance,
  limits: PressureLimits = { maxDelayMs: MAX_DELAY_MS, sampleMs: SAMPLE_MS },
): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: limits.maxDelayMs,
    sampleInterval: limits.sampleMs,
    pressureHandler: (request, reply) => {
      if (/^\/api\/v1\/(?:health|ready)(?:$|\?)/.test(request.url)) return;
      reply.header("retry-after", RETRY_AFTER_SECONDS);
      throw new AppError("SERVICE_BUSY");
    },
  });
}
