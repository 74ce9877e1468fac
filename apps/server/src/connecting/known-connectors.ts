import { AppError, type RemoteConnector, type SyncedConnector } from "@parlance/core";
import { schemaOf } from "./config-fields.ts";
import type { Configurable } from "./configurable.ts";

export type ConnectableSource = RemoteConnector | SyncedConnector;

export interface KnownConnector extends Configurable {
  readonly connector: ConnectableSource;
}

/** The kinds of source that are connected to rather than uploaded, with the schema of their settings. */
export class KnownConnectors {
  readonly #known: ReadonlyMap<string, KnownConnector>;

  constructor(registry: Readonly<Record<string, object>>) {
    const connectable = Object.values(registry).filter(isConnectable);
    this.#known = new Map(
      connectable.map((connector) => {
        const { id, config } = connector;
        return [id, { connector, config, schema: schemaOf(config) }];
      }),
    );
  }

  list(): readonly KnownConnector[] {
    return [...this.#known.values()];
  }

  find(id: string): KnownConnector {
    const known = this.#known.get(id);
    if (known === undefined) throw new AppError("CONNECTOR_NOT_FOUND");
    return known;
  }
}

/** Files are made by uploading: they have nothing to connect to, and no reach. */
const isConnectable = (entry: object): entry is ConnectableSource => "reach" in entry;
