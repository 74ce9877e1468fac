import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { AppError, type JudgedAddress } from "@parlance/core";
import type { PostgresConfig } from "../config.ts";

const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const ACCEPTED = 0x53; // "S"

export type TlsChoice = Pick<PostgresConfig, "tls" | "certificateAuthority">;

/** A socket to the judged address, encrypted as the settings say, or an error a person understands. */
export async function connectSocket(address: JudgedAddress, choice: TlsChoice, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host: address.address, port: address.port, family: address.family });
  const stop = () => socket.destroy(new Error("stopped"));
  signal.addEventListener("abort", stop, { once: true });
  // Errors after the hand-over belong to whoever uses the socket; one listener keeps a late one from ending the process.
  socket.on("error", () => undefined);
  try {
    signal.throwIfAborted();
    await happened(socket, "connect");
    socket.setNoDelay(true);
    return choice.tls === "off" ? socket : await encrypted(socket, address, choice);
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function encrypted(socket: Socket, { host }: JudgedAddress, choice: TlsChoice): Promise<Socket> {
  socket.write(SSL_REQUEST);
  const answer = await firstByte(socket);
  if (answer !== ACCEPTED) {
    throw new AppError("SOURCE_TLS_FAILED", {
      message: "The data source does not offer encrypted connections.",
      hint: "Switch TLS on at the server, or choose encryption off if you trust the network between.",
    });
  }
  const isVerified = choice.tls === "verify-full";
  const secure = connectTls({
    socket,
    // Server names are for names: an address is checked against the certificate by `host`.
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    rejectUnauthorized: isVerified,
    ...(isVerified && choice.certificateAuthority !== "" ? { ca: choice.certificateAuthority } : {}),
    minVersion: "TLSv1.2",
  });
  secure.on("error", () => undefined);
  try {
    await happened(secure, "secureConnect");
    return secure;
  } catch (error) {
    throw new AppError("SOURCE_TLS_FAILED", { details: { reason: reasonOf(error) }, cause: error });
  }
}

/** Node's own code, such as DEPTH_ZERO_SELF_SIGNED_CERT: it names the reason and nothing of the machine. */
const reasonOf = (error: unknown): string =>
  error instanceof Error && "code" in error && /^[A-Z_]+$/.test(String(error.code)) ? String(error.code) : "HANDSHAKE";

function happened(socket: Socket, event: "connect" | "secureConnect"): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve());
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("closed before it was open")));
  });
}

function firstByte(socket: Socket): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    socket.once("readable", () => {
      const byte: unknown = socket.read(1);
      // More than the one byte would be somebody's in between, who wants it taken for the encrypted answer.
      if (socket.readableLength > 0) reject(new AppError("SOURCE_TLS_FAILED"));
      else resolve(Buffer.isBuffer(byte) ? byte[0] : undefined);
    });
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("closed before it answered")));
  });
}
