import { createHash } from "node:crypto";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { Binary } from "mongodb";
import type { TestServer } from "../server-kind.ts";
import {
  type Fields,
  MessageReader,
  type Request,
  readAnswer,
  readRequest,
  writeAnswer,
  writeRequest,
} from "./messages.ts";
import { bareFirst, isScram, prepared, ScramConversation, userOf } from "./scram.ts";

export interface MongodbAccount {
  readonly user: string;
  readonly password: string;
  /** Where it was made, and must sign in. */
  readonly database: string;
  readonly mechanisms: readonly string[];
  /** A server that cannot prove that it knows the password. */
  readonly isForged?: boolean;
}

export interface MongodbFrontOptions {
  /** Commands of those who are let in run here; it asks nobody who they are. */
  readonly server: TestServer;
  readonly accounts: readonly MongodbAccount[];
}

export interface MongodbFront {
  readonly port: number;
  /** Who was let in, and how. */
  readonly letIn: readonly { readonly user: string; readonly mechanism: string }[];
  /** Everything clients sent before they were let in. */
  sent(): Buffer;
  close(): Promise<void>;
}

/** MongoDB's sign-in before a server that has none: SCRAM over hello, saslStart and saslContinue. */
export async function startMongodbFront(options: MongodbFrontOptions): Promise<MongodbFront> {
  const sockets = new Set<Socket>();
  const letIn: { user: string; mechanism: string }[] = [];
  const sent: Buffer[] = [];
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
    const desk = new Desk(options.accounts, (user, mechanism) => letIn.push({ user, mechanism }));
    serve(socket, upstream, desk, sent);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    // A server that listens on a port has an address of this form.
    port: (server.address() as AddressInfo).port,
    letIn,
    sent: () => Buffer.concat(sent),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function serve(socket: Socket, upstream: Socket, desk: Desk, sent: Buffer[]): void {
  const requests = new MessageReader();
  const answers = new MessageReader();
  /** Hellos that the server behind has yet to answer, by their ids. */
  const hellos = new Map<number, Request>();
  socket.on("data", (chunk: Buffer) => {
    for (const message of requests.push(chunk)) {
      if (desk.isLetIn) {
        upstream.write(message);
        continue;
      }
      sent.push(Buffer.from(message));
      const request = readRequest(message);
      const [name = ""] = Object.keys(request.command);
      if (/^(?:hello|ismaster)$/i.test(name)) {
        hellos.set(request.id, request);
        upstream.write(writeRequest({ ...request, command: withoutSignIn(request.command) }));
      } else socket.write(writeAnswer(request, desk.answer(name, request.command)));
    }
  });
  upstream.on("data", (chunk: Buffer) => {
    for (const message of answers.push(chunk)) {
      const hello = hellos.get(message.readInt32LE(8));
      hellos.delete(message.readInt32LE(8));
      if (hello === undefined) socket.write(message);
      else socket.write(writeAnswer(hello, { ...readAnswer(message), ...desk.greeting(hello.command) }));
    }
  });
}

const withoutSignIn = ({
  saslSupportedMechs: _mechanisms,
  speculativeAuthenticate: _early,
  ...hello
}: Fields): Fields => hello;

/** Whom one connection belongs to. */
class Desk {
  isLetIn = false;
  readonly #accounts: readonly MongodbAccount[];
  readonly #onLetIn: (user: string, mechanism: string) => void;
  #open: { readonly talk: ScramConversation; readonly account: MongodbAccount; readonly mechanism: string } | null =
    null;

  constructor(accounts: readonly MongodbAccount[], onLetIn: (user: string, mechanism: string) => void) {
    this.#accounts = accounts;
    this.#onLetIn = onLetIn;
  }

  /** What a hello is told beside the server's own words. Of somebody unknown it says nothing. */
  greeting({ saslSupportedMechs: asked, speculativeAuthenticate: early }: Fields): Fields {
    const known = this.#accounts.find(({ user, database }) => asked === `${database}.${user}`);
    const begun = isFields(early) ? this.#start(early, early.db) : null;
    return {
      ...(known === undefined ? {} : { saslSupportedMechs: known.mechanisms }),
      ...(begun === null || begun.ok !== 1 ? {} : { speculativeAuthenticate: begun }),
    };
  }

  answer(name: string, command: Fields): Fields {
    if (name === "saslStart") return this.#start(command, command.$db);
    if (name === "saslContinue") return this.#continue(command);
    return failure(13, "Unauthorized", `Command ${name} requires authentication`);
  }

  #start({ mechanism, payload }: Fields, database: unknown): Fields {
    this.#open = null;
    if (!isScram(mechanism)) {
      return failure(
        334,
        "MechanismUnavailable",
        `Received authentication for mechanism ${mechanism} which is not enabled`,
      );
    }
    const first = bareFirst(textOf(payload));
    const account = this.#accounts.find((one) => one.user === userOf(first) && one.database === database);
    if (account === undefined || !account.mechanisms.includes(mechanism)) return DENIED;
    const { user, password } = account;
    const secret =
      mechanism === "SCRAM-SHA-256"
        ? prepared(password)
        : createHash("md5").update(`${user}:mongo:${password}`).digest("hex");
    const talk = new ScramConversation(mechanism, first, secret);
    this.#open = { talk, account, mechanism };
    return { conversationId: 1, done: false, payload: bytesOf(talk.first), ok: 1 };
  }

  #continue({ payload }: Fields): Fields {
    const open = this.#open;
    const last = open?.talk.last(textOf(payload)) ?? null;
    if (open === null || last === null) return DENIED;
    const { account, mechanism } = open;
    if (account.isForged) return { conversationId: 1, done: true, payload: bytesOf(`v=${"A".repeat(43)}=`), ok: 1 };
    this.#onLetIn(account.user, mechanism);
    this.isLetIn = true;
    return { conversationId: 1, done: true, payload: bytesOf(last), ok: 1 };
  }
}

const failure = (code: number, codeName: string, errmsg: string): Fields => ({ ok: 0, errmsg, code, codeName });
const DENIED = failure(18, "AuthenticationFailed", "Authentication failed.");

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const textOf = (payload: unknown): string => (payload instanceof Binary ? Buffer.from(payload.buffer).toString() : "");
const bytesOf = (text: string): Binary => new Binary(Buffer.from(text));
