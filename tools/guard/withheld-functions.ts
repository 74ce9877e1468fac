/** Why a group of engine functions is not callable from a person's or a model's SQL. */
interface Withheld {
  readonly why: string;
  readonly names: readonly string[];
}

const WITHHELD: readonly Withheld[] = [
  {
    why: "changes state: sequences, random seed, log",
    names: ["nextval", "currval", "setseed", "write_log"],
  },
  {
    why: "reads settings, variables, the environment, or the running session",
    names: [
      "current_setting",
      "getvariable",
      "getenv",
      "current_query",
      "current_query_id",
      "current_connection_id",
      "current_transaction_id",
      "txid_current",
      "in_search_path",
      "version",
      "user",
      "current_user",
      "current_role",
      "session_user",
      "current_catalog",
      "current_database",
      "current_schema",
      "current_schemas",
      "get_block_size",
      "inet_client_addr",
      "inet_client_port",
      "inet_server_addr",
      "inet_server_port",
    ],
  },
  {
    why: "tells about catalog objects the policy has not named",
    names: [
      "col_description",
      "obj_description",
      "shobj_description",
      "format_type",
      "format_pg_type",
      "map_to_pg_oid",
    ],
  },
  { why: "only waits", names: ["sleep_ms", "pg_sleep"] },
  {
    why: "binds or runs other statements",
    names: ["json_serialize_sql", "json_deserialize_sql", "json_serialize_plan", "json_execute_serialized_sql"],
  },
  {
    why: "works on the engine's own internals; wrong input can end the process",
    names: [
      "finalize",
      "combine",
      "stats",
      "vector_type",
      "remap_struct",
      "create_sort_key",
      "parse_duckdb_log_message",
      "variant_bytes_to_variant",
      "variant_to_parquet_variant",
      "variant_normalize",
    ],
  },
];

const WITHHELD_PREFIXES: readonly {
  readonly why: string;
  readonly prefix: string;
  readonly except: readonly string[];
}[] = [
  { why: "storage internals", prefix: "__internal_", except: [] },
  { why: "session and catalog questions", prefix: "has_", except: [] },
  { why: "server questions", prefix: "pg_", except: ["pg_typeof", "pg_size_pretty"] },
  { why: "one per language; COLLATE is the way to say it", prefix: "icu_collate_", except: [] },
];

const names = new Set(WITHHELD.flatMap((group) => group.names));

export const isWithheld = (name: string): boolean =>
  names.has(name) || WITHHELD_PREFIXES.some((row) => name.startsWith(row.prefix) && !row.except.includes(name));

/** Names the parser itself writes into the tree, absent from duckdb_functions(). */
export const SYNTAX_FUNCTIONS: readonly string[] = ["unnest", "alias", "grouping", "grouping_id", "struct_pack"];
