import { AppError } from "@parlance/core";
import type { ConfigValues } from "../../connecting/config-fields.ts";
import type { KnownConnector, KnownConnectors } from "../../connecting/known-connectors.ts";
import { canListConnectors } from "./policy.ts";
import type { ConnectorBody } from "./schema.ts";

export class ConnectorService {
  readonly #connectors: KnownConnectors;

  constructor(connectors: KnownConnectors) {
    this.#connectors = connectors;
  }

  list(): ConnectorBody[] {
    if (!canListConnectors()) throw new AppError("ROUTE_NOT_FOUND");
    return this.#connectors.list().map(toConnector);
  }

  /** A pasted address as settings, for the person to see and correct. Nothing is stored and nothing is contacted. */
  readUrl(id: string, url: string): ConfigValues {
    if (!canListConnectors()) throw new AppError("ROUTE_NOT_FOUND");
    const { connector } = this.#connectors.find(id);
    const fields = connector.readFields?.(url) ?? null;
    if (fields === null) {
      const problem = `This does not look like an address of ${connector.label}.`;
      throw new AppError("SOURCE_CONFIG_INVALID", {
        message: problem,
        details: { fields: [{ field: "url", problem }] },
      });
    }
    return fields;
  }
}

const toConnector = ({ connector, schema }: KnownConnector): ConnectorBody => ({
  id: connector.id,
  label: connector.label,
  reach: connector.reach,
  dialect: connector.dialect,
  canEstimate: connector.capabilities.canEstimate,
  readsUrl: connector.readFields !== undefined,
  config: { ...schema },
});
