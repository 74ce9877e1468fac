import { Readable } from "node:stream";
import { isAppError, type Outbound } from "@parlance/core";

/** The mail server as configured. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: "required" | "fromStart" | "off";
  readonly user: string | undefined;
  readonly password: string | undefined;
}

export interface SmtpMessage {
  readonly from: string;
  readonly to: string;
  readonly content: Buffer;
}

/** How an attempt ended, with what the server said. */
export type Attempt =
  | { readonly kind: "sent"; readonly reply: string }
  /** Not taken, and certainly so; later it may be. */
  | { readonly kind: "again"; readonly reply: string }
  /** Refused for good. */
  | { readonly kind: "refused"; readonly reply: string }
  /** The server had all of it and did not say whether it took it. */
  | { readonly kind: "unknown"; readonly reply: string };

export interface SmtpNeeds {
  readonly outbound: Outbound;
  /** For one letter, from the first packet to the last. */
  readonly withinMs: number;
  /** The server's certificate is checked against these; the system's authorities where absent. */
  readonly authorities?: string;
}

const MAX_REPLY = 500;
const IMPLICIT_TLS_PORT = 465;

/**
 * Takes one letter to the mail server. `onReady` is awaited when the server has let us in and before it gets anything
 * of the letter: what is cut off before was certainly not sent.
 */
export async function sendOverSmtp(
  settings: SmtpSettings,
  message: SmtpMessage,
  needs: SmtpNeeds,
  onReady: () => Promise<void> = async () => undefined,
): Promise<Attempt> {
  const body = new CountedBody(message.content);
  let link: SmtpLink | undefined;
  try {
    link = await openLink(settings, needs);
    await link.enter(settings);
    await onReady();
    return { kind: "sent", reply: short(await link.deliver(message, body.stream)) };
  } catch (error) {
    return failed(error, body.isWhole);
  } finally {
    link?.close();
  }
}

/** A server that answers is believed; one that falls silent may have taken what it has whole. */
function failed(error: unknown, isWhole: boolean): Attempt {
  const reply = short(sentence(error));
  const code = responseCode(error);
  if (code >= 500) return { kind: "refused", reply };
  if (code >= 400) return { kind: "again", reply };
  return isWhole ? { kind: "unknown", reply } : { kind: "again", reply };
}

function responseCode(error: unknown): number {
  const isReply = error instanceof Error && "responseCode" in error && typeof error.responseCode === "number";
  // A server that does not let us in refuses us, not the letter: once the password is mended it goes out.
  if (!isReply || ("code" in error && error.code === "EAUTH")) return 0;
  return Number(error.responseCode);
}

function sentence(error: unknown): string {
  if (isAppError(error)) return error.message;
  if (error instanceof Error && "response" in error && typeof error.response === "string") return error.response;
  return error instanceof Error ? error.message : String(error);
}

const short = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, MAX_REPLY);

/** Tells whether the server has been given the letter to its end. */
class CountedBody {
  isWhole = false;
  readonly stream: Readable;

  constructor(content: Buffer) {
    const told = (): void => {
      this.isWhole = true;
    };
    this.stream = Readable.from(
      (function* () {
        yield content;
        told();
      })(),
    );
  }
}

type Connection = InstanceType<typeof import("nodemailer/lib/smtp-connection").default>;

async function openLink(settings: SmtpSettings, { outbound, withinMs, authorities }: SmtpNeeds): Promise<SmtpLink> {
  const { host, address, port } = await outbound.resolve(settings.host, settings.port);
  const { default: SMTPConnection } = await import("nodemailer/lib/smtp-connection");
  const isFromStart = settings.tls === "fromStart" || (settings.tls === "required" && port === IMPLICIT_TLS_PORT);
  const connection = new SMTPConnection({
    // The address that was judged; the certificate is asked for the name.
    host: address,
    port,
    servername: host,
    secure: isFromStart,
    requireTLS: settings.tls === "required",
    ignoreTLS: settings.tls === "off",
    connectionTimeout: withinMs,
    greetingTimeout: withinMs,
    socketTimeout: withinMs,
    tls: { servername: host, minVersion: "TLSv1.2", ...(authorities === undefined ? {} : { ca: authorities }) },
  });
  return new SmtpLink(connection, withinMs);
}

/** One connection to a mail server: callbacks as promises, and an end to all waiting. */
class SmtpLink {
  readonly #connection: Connection;
  readonly #ended: Promise<never>;
  readonly #timer: NodeJS.Timeout;

  constructor(connection: Connection, withinMs: number) {
    this.#connection = connection;
    const { promise, reject } = pending();
    this.#ended = promise;
    // Reported by whichever step is waiting; between steps nobody is, and that is no reason to end the process.
    this.#ended.catch(() => undefined);
    connection.on("error", reject);
    connection.on("end", () => reject(new Error("The mail server closed the connection.")));
    this.#timer = setTimeout(() => reject(new Error("The mail server took too long.")), withinMs);
  }

  async enter({ user, password }: SmtpSettings): Promise<void> {
    await this.#step((done) => this.#connection.connect(done));
    if (user === undefined) return;
    await this.#step((done) => this.#connection.login({ user, pass: password ?? "" }, done));
  }

  /** Answers with what the server said when it took the letter. */
  async deliver({ from, to, content }: SmtpMessage, body: Readable): Promise<string> {
    let reply = "";
    await this.#step((done) =>
      this.#connection.send({ from, to: [to], size: content.length }, body, (error, info) => {
        reply = info?.response ?? "";
        done(error);
      }),
    );
    return reply;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#connection.close();
  }

  #step(start: (done: (error?: Error | null) => void) => void): Promise<void> {
    const work = new Promise<void>((resolve, reject) => {
      start((error) => (error ? reject(error) : resolve()));
    });
    return Promise.race([work, this.#ended]);
  }
}

function pending(): { readonly promise: Promise<never>; reject(error: Error): void } {
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<never>((_, fail) => {
    reject = fail;
  });
  return { promise, reject: (error) => reject(error) };
}
