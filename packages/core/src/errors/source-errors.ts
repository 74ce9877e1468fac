import type { ErrorRow } from "./error-row.ts";

/** Files, databases and services that questions are put to, and who may see what of them. */
export const SOURCE_ERRORS = {
  SOURCE_NOT_FOUND: {
    status: 404,
    message: "There is no such source.",
    hint: "It may have expired: temporary uploads are kept for 24 hours.",
  },
  SOURCE_NAME_TAKEN: { status: 409, message: "A source with this name already exists.", hint: "Choose another name." },
  SOURCE_READ_ONLY: {
    status: 409,
    message: "This source cannot be changed.",
    hint: "Demo sources are fixed; upload your own file instead.",
  },
  SOURCE_SEEN_IN_PART: {
    status: 403,
    message: "You see this source only in part, so you cannot change its files.",
    hint: "Ask somebody who sees all of it.",
  },
  DATA_RULE_NOT_FOUND: { status: 404, message: "There is no such rule." },
  DATA_RULE_INVALID: {
    status: 422,
    message: "The rule does not fit its table.",
    hint: "See details for what to change and where it stands.",
  },
  DATA_RULE_ON_COMBINATION: {
    status: 409,
    message: "A combined source has no rules of its own.",
    hint: "Those of the sources it is made of hold in it; set them there.",
  },
  DATA_RULES_FULL: {
    status: 409,
    message: "This source has as many rules as it can have.",
    hint: "Remove some first.",
  },
  DATA_RULES_NEED_MEMBERS: {
    status: 409,
    message: "Rules are for workspaces that people share.",
    hint: "Sign in first: without an account you are the only one who sees your sources.",
  },
  SOURCE_SYNCING: {
    status: 409,
    message: "This source is still being prepared.",
    hint: "Try again in a few seconds.",
  },
  SOURCE_NOT_SYNCED: {
    status: 409,
    message: "This source has nothing to sync.",
    hint: "Only connected sources are synced; replace or add files instead.",
  },
  CONNECTOR_NOT_FOUND: {
    status: 404,
    message: "There is no such kind of source.",
    hint: "GET /api/v1/connectors lists the kinds there are.",
  },
  SOURCE_CONFIG_INVALID: { status: 422, message: "These connection settings are not valid." },
  SOURCE_SECRET_REQUIRED: {
    status: 422,
    message: "Enter the password or key again.",
    hint: "Secrets are kept for one host, port and user only; when one of them changes, the secret is asked for again.",
  },
  SOURCE_UNREACHABLE: {
    status: 502,
    message: "The data source could not be reached.",
    hint: "Check host and port, and that the source accepts connections from this server.",
  },
  SOURCE_TLS_FAILED: {
    status: 502,
    message: "A secure connection to the data source could not be made.",
    hint: "Give the certificate authority's certificate, or choose another TLS mode if you trust the network between.",
  },
  SOURCE_SIGN_IN_FAILED: {
    status: 502,
    message: "The data source did not accept the user or the secret.",
    hint: "Check user name, password and database.",
  },
  SOURCE_CONNECTION_LOST: {
    status: 502,
    message: "The connection to the data source was lost.",
    hint: "Ask again; when it goes on, test the connection on the source's page.",
  },
  SOURCE_RIGHTS_MISSING: {
    status: 403,
    message: "The data source does not let this user read that.",
    hint: "Grant SELECT on the table to the user of this source.",
  },
  CONSENT_NOT_FOUND: {
    status: 404,
    message: "There is no such sign-in, or it took too long.",
    hint: "Begin it again.",
  },
  ADDRESS_NOT_ALLOWED: {
    status: 422,
    message: "This server is not configured to connect to that address.",
    hint: "Addresses of private networks are permitted with --allow-network or PARLANCE_ALLOWED_NETWORKS.",
  },
  HOST_NOT_FOUND: { status: 422, message: "No address was found for this host name.", hint: "Check its spelling." },
  TABLE_NOT_FOUND: { status: 404, message: "There is no such table in this source." },
  UPLOAD_TOO_LARGE: { status: 413, message: "The file is larger than this server accepts." },
  STORAGE_QUOTA_REACHED: {
    status: 413,
    message: "This workspace has no room left for that.",
    hint: "Delete sources you no longer need, or ask an administrator for more room.",
  },
  UPLOAD_EMPTY: {
    status: 422,
    message: "No file was received.",
    hint: 'Send at least one file in the form field "file".',
  },
  UPLOAD_NOT_FOUND: { status: 404, message: "There is no such upload." },
  FILE_NOT_FOUND: { status: 404, message: "There is no such file in this source." },
  FILE_REJECTED: {
    status: 422,
    message: "The file could not be read.",
    hint: "Mend that place in the file, or save it again from the program it came from, and upload it once more.",
  },
  FILE_KIND_UNKNOWN: {
    status: 422,
    message: "The kind of this file was not recognised.",
    hint: "CSV, TSV, XLSX, JSON, NDJSON, Parquet, SQLite and DuckDB files can be read.",
  },
  FILE_EMPTY: {
    status: 422,
    message: "The file holds no rows.",
    hint: "Check that it was saved with its rows, and upload it once more.",
  },
  COMBINATION_INVALID: { status: 422, message: "These sources cannot be combined like this." },
  COMBINATION_MEMBER_GONE: {
    status: 410,
    message: "One of the sources that this one combines is gone.",
    hint: "Choose other sources for the combination, or delete it.",
  },
  COMBINATION_TOO_LARGE: {
    status: 422,
    message: "A source would have to send too many rows to be joined here.",
    hint: "Ask for less: a filter on that source's table, or totals instead of single rows.",
  },
  SOURCE_NOT_DISCLOSED: {
    status: 403,
    message: "Nothing of this source may be told to language models.",
    hint: "Its disclosure can be changed in the settings, under Models.",
  },
  STORAGE_FULL: {
    status: 507,
    message: "There is no room left to store this.",
    hint: "Delete sources you no longer need.",
  },
} as const satisfies Record<string, ErrorRow>;
