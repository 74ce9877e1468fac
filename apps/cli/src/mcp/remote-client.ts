import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport, StreamableHTTPError } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { AppError } from "@parlance/core";
import { versionText } from "../version.ts";

/** A client of a server's own door, connected with the first call and again when its session has ended there. */
export class RemoteClient {
  readonly #address: URL;
  readonly #apiKey: string | undefined;
  #connecting: Promise<Client> | undefined;

  constructor(address: URL, apiKey: string | undefined) {
    this.#address = address;
    this.#apiKey = apiKey;
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
    const connecting = connect(this.#address, this.#apiKey);
    this.#connecting = connecting;
    // A server that is not there yet may be there for the next call.
    connecting.catch(() => {
      this.#connecting = undefined;
    });
    return connecting;
  }
}

const isSessionOver = (error: unknown): boolean => error instanceof StreamableHTTPError && error.code === 404;

async function connect(address: URL, apiKey: string | undefined): Promise<Client> {
  const client = new Client({ name: "parlance-mcp", version: versionText() });
  try {
    await client.connect(new StreamableHTTPClientTransport(address, { requestInit: { headers: headersOf(apiKey) } }));
    return client;
  } catch (error) {
    if (error instanceof StreamableHTTPError && error.code === 401) {
      const hint = "Put an API key in PARLANCE_API_KEY; it may have been revoked or expired.";
      throw new AppError("AUTH_REQUIRED", { message: `${address.origin} wants to know who asks.`, hint, cause: error });
    }
    const message = `The Parlance server at ${address.origin} does not answer.`;
    throw new AppError("SERVICE_BUSY", { message, cause: error });
  }
}

/** Who asks: the person of an API key, or a browser by its cookie. */
function headersOf(apiKey: string | undefined): Record<string, string> {
  if (apiKey !== undefined && apiKey !== "") return { authorization: `Bearer ${apiKey}` };
  const cookie = process.env.PARLANCE_COOKIE;
  return cookie === undefined || cookie === "" ? {} : { cookie };
}
