import {
  Braces,
  CloudCog,
  Database,
  DatabaseZap,
  FileSpreadsheet,
  Leaf,
  type LucideIcon,
  Network,
  Sheet,
  Waypoints,
} from "lucide-react";
import type { Connector } from "../api/connectors.ts";

interface Face {
  readonly icon: LucideIcon;
  readonly about: string;
}

/** What a kind of source looks like in the gallery. A kind that is not listed gets its reach's. */
const FACES: Readonly<Record<string, Face>> = {
  postgres: { icon: Database, about: "Tables and views of a PostgreSQL database, asked where they are." },
  mysql: { icon: Database, about: "MySQL or MariaDB, asked where it is." },
  trino: { icon: Network, about: "Everything your Trino cluster reaches, at any size." },
  bigquery: { icon: CloudCog, about: "Google's warehouse; you see what a query reads before it runs." },
  mongodb: { icon: Leaf, about: "Collections, asked with pipelines you can read and edit." },
  sheets: { icon: Sheet, about: "Sheets of a Google spreadsheet, kept in step by a sync." },
  rest: { icon: Braces, about: "Any API that answers with JSON: pages, keys, headers." },
};

const BY_REACH: Readonly<Record<Connector["reach"], Face>> = {
  remote: { icon: DatabaseZap, about: "Asked where it is; nothing is copied." },
  synced: { icon: Waypoints, about: "Copied by a sync, then asked." },
};

export const FILES_FACE: Face = {
  icon: FileSpreadsheet,
  about: "CSV, Excel, JSON, Parquet, SQLite or DuckDB, one or several together.",
};

export const faceOf = ({ id, reach }: Pick<Connector, "id" | "reach">): Face => FACES[id] ?? BY_REACH[reach];
