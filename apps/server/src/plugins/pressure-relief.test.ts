import { setTimeout as sleep } from "node:timers/promises";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { addErrorHandling } from "./errors.ts";
import { addPressureRelief } from "./pressure-relief.ts";

/** Keeps the event loop busy, with a turn in between so that it can be measured. */
async function block(forMs: number): Promise<void> {
  const until = performance.now() + forMs;
  while (performance.now() < until) {
    const turnEnds = performance.now() + 400;
    while (performance.now() < turnEnds);
    await sleep(0);
  }
}

test("while the event loop is blocked requests are refused with Retry-After; health answers; later all is well", {
  timeout: 60_000,
}, async () => {
  const app = Fastify();
  addErrorHandling(app);
  await addPressureRelief(app, { maxDelayMs: 150, sampleMs: 300 });
  app.get("/api/v1/health", () => ({ status: "ok" }));
  app.get("/api/v1/workspaces", () => ({ items: [] }));
  await app.ready();

  await block(1_600);
  const refused = await app.inject("/api/v1/workspaces");
  expect([refused.statusCode, refused.json().code]).toEqual([503, "SERVICE_BUSY"]);
  expect(refused.headers["retry-after"]).toBe("5");
  expect((await app.inject("/api/v1/health")).statusCode).toBe(200);

  await expect
    .poll(async () => (await app.inject("/api/v1/workspaces")).statusCode, { timeout: 30_000, interval: 300 })
    .toBe(200);
  await app.close();
});
