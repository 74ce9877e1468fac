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
  WITH kept AS (
    SELECT c.oid, c.xmin, c.relkind, c.reltuples FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  )
  SELECT md5(concat_ws(' ', 'with what views read',
    (SELECT concat_ws(' ', count(*), sum(r.xmin::text::bigint)) FROM pg_rewrite r JOIN kept ON kept.oid = r.ev_class),
    (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_inherits),
    (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint), sum(reltuples::numeric)) FROM kept),
    (SELECT concat_ws(' ', count(*), sum(a.xmin::text::bigint)) FROM pg_attribute a JOIN kept ON kept.oid = a.attrelid WHERE attnum > 0),
    (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_constraint),
    (SELECT concat_ws(' ', count(*), sum(i.xmin::text::bigint)) FROM pg_index i JOIN kept ON kept.oid = i.indrelid),
    (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_description WHERE objoid >= 16384),
    (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_namespace WHERE nspname !~ '^pg_'),
    (SELECT sum(pg_stat_get_tuples_inserted(oid) + pg_stat_get_tuples_updated(oid) + pg_stat_get_tuples_deleted(oid))
     FROM kept WHERE relkind IN ('r', 'm'))))`;

export const TABLES = `
  SELECT c.oid, n.nspname, c.relname, c.relkind, c.reltuples, d.description, s.path
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = 0 AND d.classoid = 'pg_class'::regclass
  LEFT JOIN unnest(current_schemas(false)) WITH ORDINALITY AS s(name, path) ON s.name = n.nspname
  WHERE ${READABLE} AND ${MAY_SELECT}
  ORDER BY s.path NULLS LAST, n.nspname, c.relname`;

export const COLUMNS = `
  SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, format_type(a.atttypid, a.atttypmod), d.description
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = a.attnum AND d.classoid = 'pg_class'::regclass
  WHERE ${READABLE} AND a.attnum > 0 AND NOT a.attisdropped
    AND (has_table_privilege(c.oid, 'SELECT') OR has_column_privilege(c.oid, a.attnum, 'SELECT'))
  ORDER BY a.attrelid, a.attnum`;

export const KEYS = `
  SELECT k.conrelid, k.contype, k.conkey, k.confrelid, k.confkey
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.conrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE ${READABLE} AND k.contype IN ('p', 'f', 'u')
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
