/** Why a group of the server's own functions is not callable from a person's or a model's SQL, although it changes nothing. */
interface Withheld {
  readonly why: string;
  readonly names: readonly string[];
}

const WITHHELD: readonly Withheld[] = [
  {
    why: "reads settings or the running session",
    names: [
      "current_setting",
      "version",
      "current_user",
      "session_user",
      "user",
      "current_role",
      "current_catalog",
      "current_database",
      "current_schema",
      "current_schemas",
      "current_query",
      "system_user",
      "icu_unicode_version",
      "unicode_version",
      "getdatabaseencoding",
      "getpgusername",
      "get_current_ts_config",
      "row_security_active",
    ],
  },
  {
    why: "tells about catalog objects the policy has not named",
    names: [
      "col_description",
      "obj_description",
      "shobj_description",
      "format_type",
      "oidvectortypes",
      "regclass",
      "mxid_age",
      "satisfies_hash_partition",
    ],
  },
  {
    why: "reads tables named in a text",
    names: ["table_to_xmlschema", "schema_to_xmlschema", "database_to_xmlschema", "cursor_to_xmlschema", "ts_debug"],
  },
  { why: "reads or writes the server's files or large objects, or opens connections", names: ["loread", "lowrite"] },
  { why: "works on rights", names: ["makeaclitem", "hashaclitem", "hashaclitemextended"] },
];

const WITHHELD_PATTERNS: readonly {
  readonly why: string;
  readonly pattern: RegExp;
  readonly except: readonly string[];
}[] = [
  { why: "server questions", pattern: /^pg_/, except: ["pg_typeof", "pg_size_pretty", "pg_size_bytes"] },
  { why: "rights of roles", pattern: /^(has_|acl|row_security)/, except: [] },
  { why: "where the client and the server are", pattern: /^inet_(client|server)/, except: [] },
  { why: "resolves names of catalog objects", pattern: /^to_reg/, except: [] },
  { why: "reads tables named in a text", pattern: /_to_xml/, except: [] },
  {
    why: "the inside of types and aggregates: wrong arguments can do harm, right ones nobody needs",
    pattern:
      /(send|typmodin|_accum|_accum_inv|_combine|_transfn|_statefunc|_validator|_subdiff|_canonical|equalimage)$|^reg.*send$/,
    except: [],
  },
  { why: "transactions", pattern: /^txid_|^xid8/, except: [] },
  { why: "large objects", pattern: /^lo_|^be_lo_/, except: [] },
  { why: "foreign data and statistics", pattern: /^(postgresql_fdw|mcv_|ri_fkey)/i, except: [] },
  {
    why: "encoding tables",
    pattern: /_to_(utf8|mic|euc|iso|win|koi8r|latin|big5|sjis|gb|johab|uhc|shift)/,
    except: [],
  },
  {
    why: "functions of access methods and planning",
    pattern: /^(brin_|gin_|gist_|spg_|btint|hash_?(?!text)|.*support$|.*handler$)/,
    except: [],
  },
];

/**
 * Of volatile functions only these few change nothing and tell nothing: they differ from call to call, no more.
 * setseed is not among them, for it changes what other statements of the session get.
 */
export const HARMLESS_VOLATILE: ReadonlySet<string> = new Set([
  "random",
  "gen_random_uuid",
  "clock_timestamp",
  "timeofday",
]);

/** Of newer servers than the one that is asked; each read in its release notes and found without effect. */
export const OF_NEWER_SERVERS: readonly string[] = [
  "any_value",
  "array_reverse",
  "array_sort",
  "casefold",
  "crc32",
  "crc32c",
  "date_add",
  "date_subtract",
  "erf",
  "erfc",
  "gamma",
  "json_array",
  "lgamma",
  "to_bin",
  "to_oct",
  "unicode_assigned",
  "uuid_extract_timestamp",
  "uuid_extract_version",
];

const names = new Set(WITHHELD.flatMap((group) => group.names));

export const isWithheld = (name: string): boolean =>
  names.has(name) || WITHHELD_PATTERNS.some((row) => row.pattern.test(name) && !row.except.includes(name));
