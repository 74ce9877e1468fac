import { fileURLToPath } from "node:url";
import { isSkipped, redisServer, startRedis } from "@parlance/testkit";
import { describe, expect, test, vi } from "vitest";
import type { App } from "../../app.ts";
import { PASSWORD, signUp } from "../../fixtures/accounts.ts";
import { openTestServer } from "../../fixtures/test-server.ts";

const ENDLESS = fileURLToPath(new URL("../../plugging/fixtures/endless.js", import.meta.url));

describe.skipIf(isSkipped(redisServer))("plugins over two instances with one Redis", () => {
  test("are switched off and on for both", { timeout: 180_000 }, async () => {
    const redis = await startRedis();
    const server = await openTestServer({ redisUrl: redis.url, plugins: [ENDLESS] });
    const twin = await server.twin();
    await vi.waitFor(() => {
      expect([server, twin].map(({ shared }) => shared.status())).toEqual(["shared", "shared"]);
    }, 30_000);
    await signUp(server, { email: "root@example.com", isInstanceAdmin: true });
    const payload = { email: "root@example.com", password: PASSWORD, transport: "token" };
    const url = "/api/v1/auth/sign-in";
    const { accessToken } = (await server.fastify.inject({ method: "POST", url, payload })).json();
    const headers = { authorization: `Bearer ${accessToken}` };
    const stateAt = async ({ fastify }: App) =>
      (await fastify.inject({ url: "/api/v1/instance/plugins", headers })).json().items[0].state;
    const change = (isEnabled: boolean) =>
      server.fastify.inject({
        method: "PATCH",
        url: "/api/v1/instance/plugins/endless",
        headers,
        payload: { isEnabled },
      });
    expect(await stateAt(twin)).toBe("running");
    expect((await change(false)).json()).toMatchObject({ state: "disabled" });
    await expect.poll(() => stateAt(twin), { timeout: 30_000 }).toBe("disabled");
    expect((await change(true)).json()).toMatchObject({ state: "running" });
    await expect.poll(() => stateAt(twin), { timeout: 30_000 }).toBe("running");
    await twin.fastify.close();
    await server.close();
    await redis.stop();
  });
});
