import { bigquery } from "./bigquery/index.ts";
import { files } from "./files/index.ts";
import { mongodb } from "./mongodb/index.ts";
import { mysql } from "./mysql/index.ts";
import { postgres } from "./postgres/index.ts";
import { rest } from "./rest/index.ts";
import { sheets } from "./sheets/index.ts";
import { trino } from "./trino/index.ts";

/** Every kind of source, one line each. A folder that is not listed here does not exist for the product. */
export const CONNECTORS = {
  bigquery,
  files,
  mongodb,
  mysql,
  postgres,
  rest,
  sheets,
  trino,
} as const;

export type ConnectorId = keyof typeof CONNECTORS;
