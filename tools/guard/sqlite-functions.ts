const list = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);

/** Why a group of functions is not callable from a person's or a model's SQL. */
const WITHHELD: Readonly<Record<string, readonly string[]>> = {
  "loads code or hands out its addresses": list("load_extension fts3_tokenizer fts5 icu_load_collation"),
  "reads or writes files": list(
    "readfile writefile edit zipfile lsmode sqlar_compress sqlar_uncompress fts5_source_id",
  ),
  "writes to the log": list("sqlite_log"),
  "tells about the connection or the build":
    list(`last_insert_rowid changes total_changes sqlite_version sqlite_source_id
    sqlite_compileoption_get sqlite_compileoption_used sqlite_offset sqlite_drop_column sqlite_rename_column
    sqlite_rename_table sqlite_rename_test sqlite_rename_quotefix sqlite_filestat`),
  "works on the engine's own internals": list(
    "subtype fts5_locale fts5_get_locale fts5_insttoken rtreecheck rtreenode",
  ),
};

const names = new Set(Object.values(WITHHELD).flat());

export const isSqliteWithheld = (name: string): boolean => names.has(name);

/** Built in by other builds or made by their standard extensions. */
export const SQLITE_OTHER_FUNCTIONS: readonly string[] = list(`soundex median percentile percentile_cont percentile_disc
  regexp matchinfo offsets`);
