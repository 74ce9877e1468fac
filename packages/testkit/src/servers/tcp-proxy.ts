import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a server that can be broken on purpose. Listens on the loopback address. */
export interface TcpProxy {
  readonly port: number;
  /** Connections made so far. */
  count(): number;
  /** Ends every connection with a reset, as a failing network or server does. */
  reset(): void;
  /** Keeps connections open and passes nothing on in either direction, new ones included. */
  silence(): void;
  /** Passes on again what comes from now on. */
  speak(): void;
  close(): Promise<void>;
}

export async function startTcpProxy(target: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isSilent = false;
  let connections = 0;
  const server = createServer((client) => {
    connections++;
    const upstream = connect(target);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [upstream, client] as const]) {
      from.on("data", (data: Buffer) => {
        if (isSilent || to.destroyed) return;
        if (!to.write(data)) from.pause();
      });
      to.on("drain", () => from.resume());
      from.on("error", () => to.destroy());
      from.on("close", () => {
        pairs.delete(pair);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  const reset = (): void => {
    for (const [client, upstream] of pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
  };
  return {
    port,
    count: () => connections,
    reset,
    silence: () => {
      isSilent = true;
    },
    speak: () => {
      isSilent = false;
    },
    close: () => {
      reset();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
