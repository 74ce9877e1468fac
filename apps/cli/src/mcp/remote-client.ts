import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport, StreamableHTTPError } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { AppError } from "@parlance/core";
import { versionText } from "../version.ts";

/** A client of a server's own door, connected with the first call and again when its session has ended there. */
export class RemoteClient {
  readonly #address: URL;
  #connecting: Promise<Client> | undefined;

  constructor(address: URL) {
    this.#address = address;
  }

  async do<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = await this.#connected();
    try {
      return await work(client);
    } catch (error) {
      if (!isSessionOver(error)) throw error;
      this.#connecting = undefined;
      return work(await this.#connected());
    }
  }

  async close(): Promise<void> {
    // A client that never connected has nothing to close.
    const client = await this.#connecting?.catch(() => undefined);
    await client?.close();
  }

  #connected(): Promise<Client> {
    if (this.#connecting !== undefined) return this.#connecting;
    const connecting = connect(this.#address);
    this.#connecting = connecting;
    // A server that is not there yet may be there for the next call.
    connecting.catch(() => {
      this.#connecting = undefined;
    });
    return connecting;
  }
}

const isSessionOver = (error: unknown): boolean => error instanceof StreamableHTTPError && error.code === 404;

async function connect(address: URL): Promise<Client> {
  const cookie = process.env.PARLANCE_COOKIE;
  const headers: Record<string, string> = cookie === undefined || cookie === "" ? {} : { cookie };
  const client = new Client({ name: "parlance-mcp", version: versionText() });
  try {
    await client.connect(new StreamableHTTPClientTransport(address, { requestInit: { headers } }));
    return client;
  } catch (error) {
    const message = `The Parlance server at ${address.origin} does not answer.`;
    throw new AppError("SERVICE_BUSY", { message, cause: error });
  }
}
