/**
 * The few questions the catalog is made of. Each answers for all tables at once; what the user may not read is left out
 * by the server. Partitions are left out too: their parent is the table.
 */

/** `$1`: schemas to keep, none for all. */
const READABLE = `
  c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT c.relispartition
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
  AND has_schema_privilege(n.oid, 'USAGE')`;

const MAY_SELECT = "(has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT'))";

/**
 * Cheap, and different whenever a table, a column, a key, a comment, a right or the data changed: rows of the server's
 * catalog carry the number of the transaction that wrote them. Tables of single sessions come and go and do not count.
 */
export const FINGERPRINT = `
  WITH kept AS MATERIALIZED (
    SELECT c.oid, c.xmin, c.relkind, c.reltuples FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  ), passing AS (SELECT oid FROM pg_class WHERE relpersistence = 't')
  SELECT md5(concat_ws(' ', 'columns in lists',
    (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_rewrite WHERE ev_class >= 16384),
    (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_inherits),
    (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint), sum(reltuples::bigint)) FROM kept),
    (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_attribute
     WHERE attrelid >= 16384 AND attnum > 0 AND attrelid <> ALL (ARRAY(TABLE passing))),
    (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_constraint),
    (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_index
     WHERE indrelid >= 16384 AND indexrelid <> ALL (ARRAY(TABLE passing))),
    (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_description WHERE objoid >= 16384),
    (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_namespace WHERE nspname !~ '^pg_'),
    (SELECT sum(pg_stat_get_tuples_inserted(oid) + pg_stat_get_tuples_updated(oid) + pg_stat_get_tuples_deleted(oid))
     FROM kept WHERE relkind IN ('r', 'm'))))`;

/**
 * One row for each table, with lists beside one another of its columns' names, numbers, types with their modifiers, and
 * whether each must be there. Numbers that only count from 1 are left out. A row for each column would cost both sides
 * several times as much, and so would asking for the right to the whole table with each of them. Columns are in the
 * order of an index, which costs nothing; the rows in none: sorting rows as long as these goes to the disk.
 */
export const TABLES = `
  WITH readable AS MATERIALIZED (
    SELECT c.oid, n.nspname, c.relname, c.relkind, c.reltuples, has_table_privilege(c.oid, 'SELECT') AS is_whole
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${READABLE}
  )
  SELECT r.oid, r.nspname, r.relname, r.relkind, r.reltuples, left(d.description, 60000),
    listed.names, listed.numbers, listed.types, listed.musts, s.path
  FROM readable r
  CROSS JOIN LATERAL (
    SELECT array_agg(a.attname) AS names,
      CASE WHEN max(a.attnum) = count(*) THEN NULL ELSE array_agg(a.attnum) END AS numbers,
      string_agg(concat(a.atttypid, ' ', a.atttypmod), ',') AS types,
      string_agg(CASE WHEN a.attnotnull THEN 't' ELSE 'f' END, '') AS musts
    FROM (
      SELECT attname, attnum, atttypid, atttypmod, attnotnull FROM pg_attribute
      WHERE attrelid = r.oid AND attnum > 0 AND NOT attisdropped
        AND (r.is_whole OR has_column_privilege(attrelid, attnum, 'SELECT'))
      ORDER BY attnum
    ) a
  ) listed
  LEFT JOIN pg_description d ON d.objoid = r.oid AND d.objsubid = 0 AND d.classoid = 'pg_class'::regclass
  LEFT JOIN unnest(current_schemas(false)) WITH ORDINALITY AS s(name, path) ON s.name = r.nspname
  WHERE r.is_whole OR listed.names IS NOT NULL`;

export const TABLE_COUNT = `
  SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${READABLE} AND ${MAY_SELECT}`;

/** `$1` and `$2`: types and their modifiers; the few that the columns have. */
export const TYPE_NAMES = `
  SELECT type, modifier, format_type(type, modifier) FROM unnest($1::oid[], $2::int[]) AS used(type, modifier)`;

/** Few columns have one. */
export const COLUMN_COMMENTS = `
  SELECT d.objoid, d.objsubid, left(d.description, 60000)
  FROM pg_description d
  JOIN pg_class c ON c.oid = d.objoid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE ${READABLE} AND d.classoid = 'pg_class'::regclass AND d.objsubid > 0`;

export const KEYS = `
  SELECT k.conrelid, k.contype, k.conkey, k.confrelid, k.confkey
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.conrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE ${READABLE} AND k.contype IN ('p', 'f')
  ORDER BY k.conrelid, k.contype DESC, k.conname`;

/** Valid indexes but that of the primary key, one row for each of their columns. */
export const INDEXES = `
  SELECT i.indrelid, x.relname, i.indisunique, pg_get_indexdef(i.indexrelid, part, true)
  FROM pg_index i
  JOIN pg_class x ON x.oid = i.indexrelid
  JOIN pg_class c ON c.oid = i.indrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL generate_series(1, i.indnkeyatts) AS part
  WHERE ${READABLE} AND ${MAY_SELECT} AND i.indisvalid AND NOT i.indisprimary
  ORDER BY i.indrelid, x.relname, part`;

/**
 * What views read, and tables that show rows of others through inheritance, over all schemas. A partition stands for the
 * table it is a part of. No second column: a function or operator that somebody wrote, which may read anything.
 */
export const READS = `
  SELECT DISTINCT r.ev_class, CASE WHEN c.relispartition THEN pg_partition_root(c.oid) ELSE c.oid END, n.nspname, c.relname
  FROM pg_rewrite r
  JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refobjid <> r.ev_class
  JOIN pg_class c ON d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE r.ev_type = '1'
  UNION
  SELECT r.ev_class, NULL, NULL, NULL
  FROM pg_rewrite r
  JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
  LEFT JOIN pg_operator o ON d.refclassid = 'pg_operator'::regclass AND o.oid = d.refobjid
  JOIN pg_proc p ON p.oid = CASE WHEN d.refclassid = 'pg_proc'::regclass THEN d.refobjid ELSE o.oprcode::oid END
  JOIN pg_language l ON l.oid = p.prolang
  WHERE r.ev_type = '1' AND p.oid >= 16384 AND l.lanname NOT IN ('c', 'internal')
  UNION
  SELECT i.inhparent, c.oid, n.nspname, c.relname
  FROM pg_inherits i
  JOIN pg_class c ON c.oid = i.inhrelid AND NOT c.relispartition AND c.relkind <> 'i'
  JOIN pg_namespace n ON n.oid = c.relnamespace
  UNION
  SELECT i.inhrelid, i.inhparent, n.nspname, c.relname
  FROM pg_inherits i
  JOIN pg_class k ON k.oid = i.inhrelid AND NOT k.relispartition AND k.relkind <> 'i'
  JOIN pg_class c ON c.oid = i.inhparent
  JOIN pg_namespace n ON n.oid = c.relnamespace`;

/** The server's own statistics; it shows them for what the user may read only. */
export const STATISTICS = `
  SELECT schemaname, tablename, attname, null_frac, n_distinct, most_common_vals::text, most_common_freqs::text
  FROM pg_stats
  WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema' AND NOT inherited
    AND (cardinality($1::text[]) = 0 OR schemaname = ANY ($1::text[]))
    AND (most_common_vals IS NULL OR length(most_common_vals::text) < 20000)`;

/** With the schema where somebody made the type, and whether a table or a row type shares its name. */
export const TYPES = `
  SELECT t.oid, t.typname, t.typtype, t.typelem, t.typbasetype, t.typdelim, n.nspname,
    t.oid >= 16384 AND EXISTS (SELECT FROM pg_type r WHERE r.typname = t.typname AND r.typtype = 'c')
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype NOT IN ('p', 'c')`;
