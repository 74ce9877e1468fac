import type { DialectTraits } from "./dialect-traits.ts";

/** Words that at least one of the dialects does not take as a bare name. */
const RESERVED = new Set(
  `accessible add all alter analyse analyze and anti any array as asc asensitive asof assert_rows_modified
   asymmetric at authorization autoincrement before between bigint binary blob both by call cascade case cast
   change char character check collate collation column commit concurrently condition constraint contains continue
   convert create cross cube cume_dist current current_catalog current_date current_path current_role
   current_schema current_time current_timestamp current_user cursor database databases day_hour day_microsecond
   day_minute day_second deallocate dec decimal declare default deferrable define delayed delete delete_domain_id
   dense_rank desc describe deterministic distinct distinctrow div do do_domain_ids double drop dual each else
   elseif empty enclosed end enum escape escaped except exclude execute exists exit explain extract false fetch
   first first_value float float4 float8 following for force foreign freeze from full fulltext function glob grant
   group grouping groups hash having high_priority hour_microsecond hour_minute hour_second if ignore
   ignore_domain_ids ilike in index infile initially inner inout insensitive insert int int1 int2 int3 int4 int8
   integer intersect interval into is isnull iterate join json_array json_exists json_object json_query json_table
   json_value key keys kill lag lambda language last last_value lateral lead leading leave left like limit linear
   lines listagg load localtime localtimestamp lock long longblob longtext lookup loop low_priority
   master_demote_to_replica master_demote_to_slave master_ssl_verify_server_cert match maxvalue mediumblob
   mediumint mediumtext merge middleint minute_microsecond minute_second mod modifies natural new no
   no_write_to_binlog normalize not nothing notnull nth_value ntile null nulls numeric of offset on only optimize
   option optionally or order out outer outfile over overlaps page_checksum parse_vcol_expr partition percent_rank
   pivot pivot_longer pivot_wider placing portion positional preceding precision prepare primary procedure proto
   purge qualify raise range rank read read_write reads real recursive ref_system_id references regexp release
   rename repeat replace require resignal respect restrict return returning revoke right rlike rollup row
   row_number rows schema schemas second_microsecond select semi sensitive separator session_user set show signal
   similar skip smallint some spatial specific sql sql_big_result sql_buffer_result sql_cache sql_calc_found_rows
   sql_no_cache sql_small_result sqlexception sqlstate sqlwarning ssl starting stats_auto_recalc stats_persistent
   stats_sample_pages straight_join struct summarize symmetric system table tablesample terminated then tinyblob
   tinyint tinytext to trailing transaction treat trigger trim true uescape unbounded undo union unique unlock
   unnest unpack unpivot unsigned update usage use user using utc_date utc_time utc_timestamp values varbinary
   varchar varcharacter variadic varying verbose view when where while window with within write xor year_month
   zerofill`
    .split(/\s+/)
    .filter(Boolean),
);

/** A name as the dialect must see it: bare when that is safe, quoted otherwise. */
export function printName(name: string, traits: DialectTraits): string {
  const isPlain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !RESERVED.has(name.toLowerCase());
  if (isPlain && (!traits.foldsToLower || name === name.toLowerCase())) return name;
  const escaped = traits.nameEscape === "\\" ? name.replaceAll("\\", "\\\\") : name;
  return traits.quote + escaped.replaceAll(traits.quote, traits.nameEscape + traits.quote) + traits.quote;
}

/** A text literal. Control characters and quotes cannot leave it. */
export function printText(text: string, traits: DialectTraits): string {
  const escaped = traits.hasBackslashEscapes ? text.replaceAll("\\", "\\\\") : text;
  if (traits.quote === "`" && traits.setNames.union !== "UNION")
    return `'${escaped.replaceAll("'", "\\'").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}'`;
  return `'${escaped.replaceAll("'", "''")}'`;
}
