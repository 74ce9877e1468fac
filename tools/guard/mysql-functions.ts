const list = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);

/** Why a group of functions is not callable from a person's or a model's SQL. */
const WITHHELD: Readonly<Record<string, readonly string[]>> = {
  "reads files or keys on the server": list("load_file des_encrypt des_decrypt encrypt"),
  waits: list(`sleep benchmark master_pos_wait source_pos_wait master_gtid_wait wait_for_executed_gtid_set
    wait_until_sql_thread_after_gtids`),
  "locks for others": list("get_lock release_lock release_all_locks is_free_lock is_used_lock"),
  "changes state": list("nextval setval lastval last_insert_id old_value"),
  "tells about the session or the server": list(`user current_user session_user system_user current_role database schema
    schemas version connection_id found_rows row_count binlog_gtid_pos roles_graphml icu_version ps_current_thread_id
    ps_thread_id validate_password_strength statement_digest statement_digest_text`),
  "names a value for error messages, used to read data out": list("name_const decode_histogram"),
  "old password hashes": list("password old_password"),
  "operators and statement parts that the help tables list beside functions": list(`in interval is div xor and or not
    between case like regexp rlike values match default sounds exists convert_oracle procedure rownum true false
    parentheses`),
};

const names = new Set(Object.values(WITHHELD).flat());
const PREFIXES = [
  "wsrep_",
  "spider_",
  "asymmetric_",
  "audit_",
  "firewall_",
  "keyring_",
  "rewrite_",
  "group_replication_",
];
const SUFFIXES = ["_oracle"];

export const isMysqlWithheld = (name: string): boolean =>
  names.has(name) ||
  PREFIXES.some((prefix) => name.startsWith(prefix)) ||
  SUFFIXES.some((suffix) => name.endsWith(suffix));

/** In MySQL 8 and 9, not in the MariaDB whose tables are read. */
export const MYSQL_8_FUNCTIONS: readonly string[] = list(`any_value bin_to_uuid uuid_to_bin is_uuid format_bytes
  format_pico_time grouping json_schema_valid json_schema_validation_report json_storage_size json_storage_free json_pretty
  json_value json_overlaps json_merge_patch regexp_like regexp_instr regexp_replace regexp_substr st_frechetdistance
  st_hausdorffdistance st_geohash st_latfromgeohash st_longfromgeohash st_pointfromgeohash st_latitude st_longitude
  st_lineinterpolatepoint st_lineinterpolatepoints st_pointatdistance st_simplify st_swapxy st_transform st_validate
  st_makeenvelope st_collect st_distance_sphere gtid_subset gtid_subtract random_bytes
  distance vector_dim string_to_vector vector_to_string from_vector to_vector `);

/** Written like calls, and absent from the server's list because its parser knows them itself. */
export const MYSQL_SYNTAX_FUNCTIONS: readonly string[] =
  list(`avg bit_and bit_or bit_xor cast char convert count curdate
  current_date current_time current_timestamp curtime date date_add date_sub adddate subdate day dayofmonth extract format
  get_format greatest least group_concat hour if ifnull insert left localtime localtimestamp lower max microsecond mid min
  minute mod month now nullif octet_length position quarter repeat replace right row_number rank dense_rank second space
  sqrt std substring substr sum sysdate time timestamp timestampadd timestampdiff trim trim truncate upper utc_date utc_time
  utc_timestamp week weight_string year charset collation coalesce ascii concat lcase ucase json_arrayagg json_objectagg
  first_value last_value nth_value ntile lag lead percent_rank cume_dist column_get column_create column_add
  column_delete to_char to_date to_number rtrim ltrim point linestring polygon multipoint multilinestring multipolygon
  geometrycollection ascii bit_count uuid value vec_distance vec_distance_euclidean vec_distance_cosine vec_fromtext
  vec_totext json_array_intersect json_object_to_array json_object_filter_keys json_key_value json_schema_valid`);
