import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOutbound, type ResolvedAddress } from "./outbound.ts";

const names: Record<string, readonly ResolvedAddress[]> = {
  "public.example": [{ address: "93.184.216.34", family: 4 }],
  "private.example": [{ address: "10.0.0.5", family: 4 }],
  "mixed.example": [
    { address: "::1", family: 6 },
    { address: "127.0.0.1", family: 4 },
  ],
  "v6.example": [{ address: "::ffff:169.254.169.254", family: 6 }],
  "empty.example": [],
};

const lookup = async (host: string): Promise<readonly ResolvedAddress[]> => {
  const found = names[host];
  if (found === undefined) throw new Error("ENOTFOUND");
  return found;
};

describe("resolve", () => {
  const outbound = createOutbound({ allowedNetworks: ["127.0.0.0/8"], lookup });

  test("gives the judged address with the host it belongs to", async () => {
    expect(await outbound.resolve("public.example", 5432)).toEqual({
      host: "public.example",
      address: "93.184.216.34",
      family: 4,
      port: 5432,
    });
  });

  test("takes the address that is allowed when a name has several", async () => {
    expect(await outbound.resolve("mixed.example", 1)).toMatchObject({ address: "127.0.0.1" });
  });

  test.each([
    ["a name of a private address", "private.example", 5432, "ADDRESS_NOT_ALLOWED"],
    ["a name of a mapped metadata address", "v6.example", 80, "ADDRESS_NOT_ALLOWED"],
    ["a private address", "192.168.0.1", 5432, "ADDRESS_NOT_ALLOWED"],
    ["an IPv6 address in brackets", "[::1]", 5432, "ADDRESS_NOT_ALLOWED"],
    ["a name without addresses", "empty.example", 80, "HOST_NOT_FOUND"],
    ["an unknown name", "nowhere.example", 80, "HOST_NOT_FOUND"],
    ["a path in place of a host", "/var/run/postgresql", 80, "HOST_NOT_FOUND"],
    ["a host with a user", "me@public.example", 80, "HOST_NOT_FOUND"],
    ["no host", "", 80, "HOST_NOT_FOUND"],
    ["no port", "public.example", 0, "ADDRESS_NOT_ALLOWED"],
    ["a port beyond the last", "public.example", 70_000, "ADDRESS_NOT_ALLOWED"],
  ])("refuses %s", async (_name, host, port, code) => {
    await expect(outbound.resolve(host, port)).rejects.toMatchObject({ code });
  });

  test.each([
    ["a decimal number", "2130706433"],
    ["an octal form", "0177.0.0.1"],
    ["a hexadecimal form", "0x7f.1"],
    ["a short form", "127.1"],
    ["localhost", "localhost"],
  ])("judges what the system's resolver makes of %s", async (_name, host) => {
    const strict = createOutbound({ allowedNetworks: [] });
    await expect(strict.resolve(host, 80)).rejects.toMatchObject({
      code: expect.stringMatching(/^(ADDRESS_NOT_ALLOWED|HOST_NOT_FOUND)$/),
    });
  });

  test("a resolver that says nothing is left when the caller gives up", async () => {
    const silent = createOutbound({ allowedNetworks: [], lookup: () => new Promise(() => {}) });
    const controller = new AbortController();
    const waiting = silent.resolve("slow.example", 80, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
  });
});

describe("request", () => {
  let server: Server;
  let port: number;
  let seen: { url: string; method: string; headers: IncomingMessage["headers"] }[] = [];

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    seen.push({ url: request.url ?? "", method: request.method ?? "", headers: request.headers });
    const location = new URL(request.url ?? "", "http://x").searchParams.get("to");
    if (location !== null) response.writeHead(302, { location }).end();
    else response.end("hello");
  };

  beforeAll(async () => {
    server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // Listening on a port of the loopback interface, so the address is an AddressInfo.
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const allowed = () => createOutbound({ allowedNetworks: ["127.0.0.1"], lookup });
  const to = (host: string, path = "/") => `http://${host}:${port}${path}`;

  test("reaches an allowed address", async () => {
    const response = await allowed().request(to("127.0.0.1"));
    expect([response.status, await response.text()]).toEqual([200, "hello"]);
  });

  test("refuses an address that is not allowed, before anything is sent", async () => {
    seen = [];
    const strict = createOutbound({ allowedNetworks: [] });
    await expect(strict.request(to("127.0.0.1"))).rejects.toMatchObject({ code: "ADDRESS_NOT_ALLOWED" });
    await expect(strict.request(to("[::ffff:127.0.0.1]"))).rejects.toMatchObject({ code: "ADDRESS_NOT_ALLOWED" });
    await expect(strict.request(`http://2130706433:${port}/`)).rejects.toMatchObject({ code: "ADDRESS_NOT_ALLOWED" });
    expect(seen).toEqual([]);
  });

  test("judges every redirect", async () => {
    const target = encodeURIComponent("http://private.example/");
    await expect(allowed().request(to("127.0.0.1", `/?to=${target}`))).rejects.toMatchObject({
      code: "ADDRESS_NOT_ALLOWED",
    });
  });

  test("follows a redirect, and takes no credentials to another origin", async () => {
    seen = [];
    const target = encodeURIComponent(to("mixed.example", "/next"));
    const headers = { authorization: "Bearer secret", "x-trace": "1" };
    const response = await allowed().request(to("127.0.0.1", `/?to=${target}`), { method: "POST", headers });
    expect(await response.text()).toBe("hello");
    expect(seen.map(({ method, url }) => `${method} ${url.split("?")[0]}`)).toEqual(["POST /", "GET /next"]);
    expect(seen[1]?.headers).toMatchObject({ "x-trace": "1" });
    expect(seen[1]?.headers).not.toHaveProperty("authorization");
  });

  test("gives up on a circle of redirects", async () => {
    const circle = createServer((_, response) => response.writeHead(302, { location: "/" }).end());
    await new Promise<void>((resolve) => circle.listen(0, "127.0.0.1", resolve));
    const { port: circlePort } = circle.address() as AddressInfo;
    await expect(allowed().request(`http://127.0.0.1:${circlePort}/`)).rejects.toMatchObject({
      code: "SOURCE_UNREACHABLE",
    });
    circle.close();
  });

  test("connects to the address that was judged, although the name changes its answer afterwards", async () => {
    let calls = 0;
    const rebinding = createOutbound({
      allowedNetworks: ["127.0.0.1"],
      lookup: async () => [{ address: ++calls === 1 ? "127.0.0.1" : "10.0.0.5", family: 4 }],
    });
    await expect(rebinding.request(to("rebind.example"))).rejects.toMatchObject({ code: "ADDRESS_NOT_ALLOWED" });
    expect(calls).toBeGreaterThan(1);
  });

  test.each([
    ["another scheme", "file:///etc/passwd"],
    ["another scheme", "ftp://public.example/"],
    ["a user in the address", "http://a:b@public.example/"],
    ["no address", "not a url"],
  ])("refuses %s: %s", async (_name, url) => {
    await expect(allowed().request(url)).rejects.toMatchObject({ code: "ADDRESS_NOT_ALLOWED" });
  });

  test("a server that is not there is unreachable, and says no more", async () => {
    const error = await allowed()
      .request("http://127.0.0.1:1/")
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "SOURCE_UNREACHABLE" });
    expect(String(error)).not.toContain("127.0.0.1");
  });
});
