import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import type { TestCertificate } from "../certificate.ts";
import type { TestServer } from "../server-kind.ts";
import { accessDenied, CAN, capabilitiesOf, PacketStream, readLogin, writeGreeting, writeLogin } from "./packets.ts";
import { type FrontAccount, newNonce, type SignIn, SignInDesk, Talk } from "./sign-in.ts";

/** A release whose accounts are of caching_sha2_password unless somebody chose otherwise. */
const VERSION = "8.0.36";

export interface MysqlFrontOptions {
  /** Statements run here, as this server's root, who has no password. */
  readonly server: TestServer;
  readonly accounts: readonly FrontAccount[];
  /** Offers TLS with it. */
  readonly certificate?: TestCertificate;
}

export interface MysqlFront {
  readonly host: "127.0.0.1";
  readonly port: number;
  /** Everybody who tried, in order. */
  readonly signIns: readonly SignIn[];
  close(): Promise<void>;
}

/** MySQL 8's sign-in before a MariaDB server: whoever is let in talks to that server from then on. */
export async function startMysqlFront(options: MysqlFrontOptions): Promise<MysqlFront> {
  const desk = new SignInDesk(options.accounts);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const upstream = connect(options.server.port, options.server.host);
    for (const [one, other] of [[socket, upstream] as const, [upstream, socket] as const]) {
      sockets.add(one);
      one.on("error", () => one.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    receive(socket, upstream, desk, options).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    host: "127.0.0.1",
    port,
    signIns: desk.signIns,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function receive(socket: Socket, upstream: Socket, desk: SignInDesk, options: MysqlFrontOptions): Promise<void> {
  const inner = new PacketStream(upstream);
  const greeting = await inner.next();
  if (greeting === null) throw new Error("The server behind hung up.");
  const nonce = newNonce();
  const isOffered = options.certificate !== undefined;
  const shared = capabilitiesOf(greeting.payload) & ~(CAN.COMPRESS | CAN.SSL);
  const capabilities = shared | CAN.LONG_PASSWORD | CAN.SECURE_CONNECTION | CAN.PLUGIN_AUTH | (isOffered ? CAN.SSL : 0);
  const plain = new PacketStream(socket);
  plain.write(0, writeGreeting({ version: VERSION, capabilities, nonce, plugin: "caching_sha2_password" }));

  let client: { readonly socket: Duplex; readonly packets: PacketStream } = { socket, packets: plain };
  let first = await plain.next();
  const { certificate } = options;
  if (first !== null && certificate !== undefined && first.payload.readUInt32LE(0) & CAN.SSL) {
    client = encrypted(socket, plain, certificate);
    first = await client.packets.next();
  }
  if (first === null) return;

  const login = readLogin(first.payload);
  const talk = new Talk(client.packets, first.sequence + 1, nonce, client.socket instanceof TLSSocket);
  if (!(await desk.judge(login, talk))) {
    talk.say(
      accessDenied(
        login.user,
        talk.answers.some((answer) => answer.length > 0),
      ),
    );
    client.socket.end();
    return;
  }
  inner.write(greeting.sequence + 1, writeLogin(login, options.server.user));
  const welcome = await inner.next();
  if (welcome === null) throw new Error("The server behind hung up.");
  talk.say(welcome.payload);
  for (const [from, rest, to] of [
    [client.socket, client.packets.release(), upstream],
    [upstream, inner.release(), client.socket],
  ] as const) {
    to.write(rest);
    from.pipe(to);
  }
}

/** The client has asked for TLS and may have sent its first message already. */
function encrypted(socket: Socket, plain: PacketStream, { cert, key }: TestCertificate) {
  const rest = plain.release();
  if (rest.length > 0) socket.unshift(rest);
  const secure = new TLSSocket(socket, { isServer: true, cert, key });
  secure.on("error", () => socket.destroy());
  return { socket: secure, packets: new PacketStream(secure) };
}
