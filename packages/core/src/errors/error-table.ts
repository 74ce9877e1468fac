interface ErrorRow {
  readonly status: number;
  readonly message: string;
  readonly hint?: string;
}

/** Every error a person or program can meet. Codes are AREA_REASON and never reused; docs and OpenAPI are checked against this table. */
const TABLE = {
  REQUEST_INVALID: { status: 400, message: "The request is not valid.", hint: "See details for the fields to change." },
  REQUEST_TOO_LARGE: { status: 413, message: "The request is larger than this server accepts." },
  REQUEST_MEDIA_TYPE: {
    status: 415,
    message: "This kind of request body is not accepted here.",
    hint: "Send JSON, or a multipart form where files are uploaded.",
  },
  REQUEST_METHOD: {
    status: 405,
    message: "This address does not answer to that method.",
    hint: "The Allow header names the methods it answers to.",
  },
  REQUEST_RATE_LIMITED: {
    status: 429,
    message: "Too many requests.",
    hint: "Wait for the time in the Retry-After header.",
  },
  LIMIT_RUNNING_REACHED: {
    status: 429,
    message: "This workspace already runs as many questions as it may, and as many wait.",
    hint: "Wait until some of them have ended, or cancel one.",
  },
  LIMIT_ABOVE_SERVER: {
    status: 403,
    message: "That is more than this server grants a workspace.",
    hint: "Ask somebody who looks after the server.",
  },
  LIMIT_STREAMS_REACHED: {
    status: 429,
    message: "Too many answers are being streamed to you at once.",
    hint: "Close pages you no longer read, or wait until an answer has ended.",
  },
  AUTH_REQUIRED: {
    status: 401,
    message: "Sign in to do this.",
    hint: "Programs send an access token or an API key in the Authorization header.",
  },
  AUTH_EXPIRED: {
    status: 401,
    message: "Your session is over.",
    hint: "Renew it with the refresh token, or sign in again.",
  },
  AUTH_SIGN_IN_FAILED: {
    status: 401,
    message: "The e-mail address or the password is not right, or the address is not confirmed yet.",
    hint: "After several wrong tries you have to wait before the next.",
  },
  AUTH_TOO_MANY_TRIES: {
    status: 429,
    message: "Too many wrong tries.",
    hint: "Wait for the time in the Retry-After header, or choose a new password.",
  },
  AUTH_TICKET_INVALID: {
    status: 401,
    message: "This sign-in has taken too long or too many tries.",
    hint: "Begin again.",
  },
  AUTH_CODE_WRONG: {
    status: 401,
    message: "This code is not right.",
    hint: "Each code counts once, for about half a minute. A recovery code works as well.",
  },
  TWO_FACTOR_CODE_WRONG: {
    status: 422,
    message: "This code is not right.",
    hint: "Each code counts once, for about half a minute; wait for the next one.",
  },
  TWO_FACTOR_ALREADY_ON: { status: 409, message: "Two-factor sign-in is on already." },
  TWO_FACTOR_NOT_ON: { status: 409, message: "Two-factor sign-in is not on." },
  TWO_FACTOR_REQUIRED: {
    status: 403,
    message: "This workspace is only for people who sign in with a second factor.",
    hint: "Turn on two-factor sign-in in your account's settings.",
  },
  SSO_PROVIDER_NOT_FOUND: { status: 404, message: "There is no such way to sign in." },
  SSO_PROVIDER_UNREACHABLE: {
    status: 503,
    message: "The server you sign in with cannot be reached at the moment.",
    hint: "Try again in a moment, or sign in another way.",
  },
  SSO_STATE_INVALID: {
    status: 400,
    message: "This sign-in was not begun in this browser, or it has taken too long.",
    hint: "Begin again, in the same browser, and end within ten minutes.",
  },
  SSO_ANSWER_INVALID: {
    status: 400,
    message: "What the other server answered does not hold.",
    hint: "Begin again. If it happens every time, the server's log says what is wrong.",
  },
  SSO_EMAIL_UNVERIFIED: {
    status: 400,
    message: "Your e-mail address is not confirmed on both sides.",
    hint: "Sign in here another way first and add this one in your account's settings.",
  },
  SSO_DOMAIN_NOT_ALLOWED: {
    status: 403,
    message: "People with your e-mail address do not sign in this way.",
    hint: "Use your company's account.",
  },
  SSO_NO_ACCOUNT: {
    status: 403,
    message: "You have no account on this server.",
    hint: "Ask somebody who administers it to invite you.",
  },
  SSO_LINKED_ELSEWHERE: { status: 409, message: "This sign-in belongs to another account." },
  SSO_NOT_LINKED: { status: 404, message: "Your account does not sign in this way." },
  SSO_LAST_WAY_IN: {
    status: 409,
    message: "This is the only way you can sign in.",
    hint: "Choose a password first.",
  },
  CREDENTIAL_SESSIONS_OFF: {
    status: 403,
    message: "This server does not take database credentials in place of an account.",
    hint: "Sign in with an account, or ask whoever runs the server.",
  },
  CREDENTIAL_SESSION_CONNECTOR: {
    status: 422,
    message: "This kind of source has to be copied first, which takes an account.",
    hint: "Choose a database.",
  },
  AUTH_SESSION_REQUIRED: {
    status: 403,
    message: "Only the person can do this, signed in.",
    hint: "API keys and database sessions have no account to change.",
  },
  ACCOUNT_REGISTRATION_CLOSED: {
    status: 403,
    message: "Accounts are made by invitation here.",
    hint: "Ask somebody who administers a workspace to invite you.",
  },
  ACCOUNT_PASSWORD_WEAK: { status: 422, message: "The password is too easy to guess." },
  ACCOUNT_PASSWORD_WRONG: { status: 422, message: "This is not your present password." },
  ACCOUNT_LINK_INVALID: {
    status: 410,
    message: "This link does not count any more.",
    hint: "Links count once and for a limited time; ask for a new one.",
  },
  ACCOUNT_SETUP_DONE: { status: 409, message: "This server has been set up already.", hint: "Sign in instead." },
  ACCOUNT_EMAIL_TAKEN: { status: 409, message: "There is an account with this address already." },
  ACCOUNT_AVATAR_INVALID: {
    status: 422,
    message: "This picture cannot be used.",
    hint: "Choose a PNG, JPEG or WebP image of at most 1 MB and 4096 pixels a side.",
  },
  ACCOUNT_SESSION_NOT_FOUND: { status: 404, message: "There is no such session." },
  ACCOUNT_STILL_NEEDED: {
    status: 409,
    message: "You are the only owner of workspaces that others work in.",
    hint: "Make somebody else an owner, or agree to their being deleted.",
  },
  PERMISSION_DENIED: {
    status: 403,
    message: "Your role does not allow this.",
    hint: "Ask an owner or admin of the workspace.",
  },
  USER_NOT_FOUND: { status: 404, message: "There is no such person." },
  USER_IS_ONESELF: {
    status: 409,
    message: "You cannot do this to yourself.",
    hint: "Another administrator of the server can.",
  },
  USER_LAST_ADMIN: {
    status: 409,
    message: "Somebody has to administer this server.",
    hint: "Make somebody else an administrator first.",
  },
  SESSION_NOT_FOUND: { status: 404, message: "There is no such session." },
  REQUEST_CANCELLED: { status: 499, message: "The request was cancelled." },
  ROUTE_NOT_FOUND: {
    status: 404,
    message: "There is no such address.",
    hint: "See /docs for the addresses that exist.",
  },
  ORIGIN_FORBIDDEN: { status: 403, message: "Requests from this origin are not allowed." },
  IDEMPOTENCY_MISMATCH: {
    status: 422,
    message: "This Idempotency-Key was used for a different request.",
    hint: "Use a new key for a new request.",
  },
  IDEMPOTENCY_IN_PROGRESS: { status: 409, message: "A request with this Idempotency-Key is still running." },
  MCP_SESSION_NOT_FOUND: {
    status: 404,
    message: "There is no such session.",
    hint: "Begin another with initialize; sessions end after half an hour without use.",
  },
  CONFIG_INVALID: {
    status: 422,
    message: "These settings cannot be used.",
    hint: "See details for the fields to change.",
  },
  CONFIG_NOT_FOUND: { status: 404, message: "There is no such setting." },
  PROMPT_NOT_FOUND: { status: 404, message: "There is no such prompt, or no such version of it." },
  PROMPT_INVALID: {
    status: 422,
    message: "This text cannot be used as a prompt.",
    hint: "See details for what is wrong with it.",
  },
  PROMPT_WITHOUT_MODEL: {
    status: 409,
    message: "No language model is set up, so there is nothing to test a prompt with.",
    hint: "Set one up under Models, or in the configuration of this server.",
  },
  EDIT_CONFLICT: {
    status: 412,
    message: "Somebody changed this since you read it.",
    hint: "Read it again and repeat the change.",
  },
  EDIT_NOT_POSSIBLE: {
    status: 422,
    message: "This item cannot be changed on its own in this statement.",
    hint: "Edit the SQL instead.",
  },

  WORKSPACE_NOT_FOUND: { status: 404, message: "There is no such workspace." },
  WORKSPACE_REQUIRED: {
    status: 403,
    message: "You are in no workspace.",
    hint: "Make one, or ask somebody to invite you to theirs.",
  },
  WORKSPACE_NAME_MISMATCH: {
    status: 422,
    message: "That is not the name of this workspace.",
    hint: "Type its name exactly as it is shown to delete it.",
  },
  WORKSPACE_NOT_A_TEAM: {
    status: 422,
    message: "This is no workspace that people can be in.",
    hint: "Make a workspace of your own first.",
  },
  WORKSPACE_LIMIT: {
    status: 422,
    message: "You have made as many workspaces as one person may.",
    hint: "Delete one that nobody needs.",
  },
  MEMBER_NOT_FOUND: { status: 404, message: "There is no such member in this workspace." },
  MEMBER_LAST_OWNER: {
    status: 422,
    message: "A workspace always has an owner.",
    hint: "Make somebody else owner first, or delete the workspace.",
  },
  MEMBER_ABOVE_YOU: {
    status: 403,
    message: "Only an owner may do this to an owner.",
    hint: "Ask an owner of the workspace.",
  },
  MEMBER_ALREADY: { status: 409, message: "This person is a member already." },
  MEMBER_LIMIT: { status: 422, message: "This workspace has as many members and invitations as one may have." },
  INVITATION_NOT_FOUND: {
    status: 404,
    message: "This invitation does not count.",
    hint: "It may have been used, taken back or older than seven days. Ask for a new one.",
  },
  INVITATION_OTHER_PERSON: {
    status: 403,
    message: "This invitation is for another e-mail address.",
    hint: "Sign in with the address it was sent to.",
  },
  API_KEY_NOT_FOUND: { status: 404, message: "There is no such API key." },
  API_KEY_LIMIT: { status: 422, message: "You have as many API keys as one person may.", hint: "Revoke one first." },
  API_KEY_IN_ADDRESS: {
    status: 400,
    message: "An API key never goes into an address.",
    hint: "Addresses are logged. Send the key in the Authorization header, and revoke this one.",
  },
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
  FILE_REJECTED: { status: 422, message: "The file could not be read." },
  FILE_KIND_UNKNOWN: {
    status: 422,
    message: "The kind of this file was not recognised.",
    hint: "CSV, TSV, XLSX, JSON, NDJSON, Parquet, SQLite and DuckDB files can be read.",
  },
  FILE_EMPTY: { status: 422, message: "The file holds no rows." },

  CONVERSATION_NOT_FOUND: {
    status: 404,
    message: "There is no such conversation.",
    hint: "It may have been deleted, or have expired.",
  },
  CONVERSATION_FULL: {
    status: 409,
    message: "This conversation is too long to go on.",
    hint: "Start a new one, or fork this one from an earlier answer.",
  },
  MESSAGE_NOT_FOUND: { status: 404, message: "There is no such message in this conversation." },
  SHARE_NOT_FOUND: {
    status: 404,
    message: "This link shows nothing.",
    hint: "Sharing may have been stopped; ask whoever sent it for a new link.",
  },
  SAVED_ANSWER_NOT_FOUND: { status: 404, message: "There is no such saved answer." },

  QUESTION_EMPTY: {
    status: 400,
    message: "There is no question.",
    hint: 'Type what you want to know, for example "orders per month".',
  },

  KNOWLEDGE_NOT_FOUND: { status: 404, message: "There is no such entry." },
  KNOWLEDGE_INVALID: {
    status: 422,
    message: "This does not fit the source.",
    hint: "See details.fields for what to change and what was probably meant.",
  },
  KNOWLEDGE_EXISTS: {
    status: 409,
    message: "Something else is already written down about this.",
    hint: "Change that entry, or send replace: true to put this one in its place.",
  },
  KNOWLEDGE_FULL: {
    status: 409,
    message: "As much is written down about this source as it can hold.",
    hint: "Delete entries that are no longer needed.",
  },

  SQL_SYNTAX: { status: 400, message: "The SQL could not be read." },
  SQL_REFUSED: {
    status: 403,
    message: "This statement is not allowed: only reading is.",
    hint: "Send one SELECT statement over the tables of this source.",
  },
  SQL_UNKNOWN_TABLE: { status: 400, message: "The SQL names a table that this source does not have." },
  SQL_UNKNOWN_COLUMN: { status: 400, message: "The SQL names a column that does not exist." },
  SQL_TYPE_MISMATCH: { status: 400, message: "The SQL compares or combines values of different kinds." },
  SQL_TABLES_UNRELATED: {
    status: 400,
    message: "No keys connect the tables this question needs together.",
    hint: "Declare how the tables are related, or ask about one of them.",
  },
  SQL_FAILED: { status: 400, message: "The database could not run this statement." },
  QUERY_NOT_EXPRESSIBLE: {
    status: 400,
    message: "This kind of source cannot answer that in one query.",
    hint: "Ask about one collection at a time, or for a simpler figure.",
  },
  QUERY_TIMEOUT: {
    status: 408,
    message: "The query took longer than allowed and was stopped.",
    hint: "Ask for less: a shorter period, fewer groups, or a filter.",
  },
  QUERY_CANCELLED: { status: 499, message: "The query was cancelled." },
  QUERY_TOO_LARGE: {
    status: 413,
    message: "The query needs more memory than allowed and was stopped.",
    hint: "Select fewer columns or aggregate first.",
  },
  EVALUATION_NOT_FOUND: { status: 404, message: "There is no such evaluation." },
  EVALUATION_EMPTY: {
    status: 422,
    message: "This source has no verified questions to be tested on.",
    hint: "Verify a few answers first; each becomes a question with a known answer.",
  },
  EVALUATION_RUNNING: {
    status: 409,
    message: "Another evaluation is still running.",
    hint: "Wait for it, or stop it.",
  },
  EVALUATION_DRAFTER_UNKNOWN: {
    status: 422,
    message: "One of those to be tested is not known.",
    hint: "GET /sources/{id}/drafters lists them.",
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
  QUERY_OVER_BUDGET: {
    status: 409,
    message: "The source expects this query to be more expensive than the budget.",
    hint: "Ask for less, or run it all the same with acceptCost: true.",
  },
  RESULT_NOT_FOUND: {
    status: 404,
    message: "There is no such result.",
    hint: "Results are kept for a while; run the query again.",
  },
  RESULT_EXPIRED: {
    status: 410,
    message: "This result is no longer kept.",
    hint: "Run the query again.",
  },
  EXPORT_TOO_LARGE: {
    status: 422,
    message: "The result is larger than this format can hold.",
    hint: "Export as csv or parquet, or filter the result first.",
  },
  CHART_NOT_POSSIBLE: {
    status: 422,
    message: "This result cannot be drawn as that kind of chart.",
    hint: "Choose one of the alternatives that came with the chart.",
  },
  EXPORT_FORMAT_UNKNOWN: {
    status: 400,
    message: "This export format is not known.",
    hint: "Use csv, xlsx, json or parquet.",
  },

  SOURCE_NOT_DISCLOSED: {
    status: 403,
    message: "Nothing of this source may be told to language models.",
    hint: "Its disclosure can be changed in the settings, under Models.",
  },
  MODEL_UNREACHABLE: {
    status: 502,
    message: "The language model's provider cannot be reached.",
    hint: "Check its address in the provider settings; the embedded engine goes on answering.",
  },
  MODEL_TIMEOUT: {
    status: 504,
    message: "The language model took too long.",
    hint: "Try again, or choose a faster model.",
  },
  MODEL_RATE_LIMITED: {
    status: 429,
    message: "The language model's provider asks to slow down.",
    hint: "Wait a little, or choose another provider.",
  },
  MODEL_CREDENTIALS_REFUSED: {
    status: 422,
    message: "The provider refused the key.",
    hint: "Enter a valid key in the provider settings.",
  },
  MODEL_UNKNOWN: {
    status: 422,
    message: "The provider has no such model.",
    hint: "Choose one from the provider's list.",
  },
  MODEL_REFUSED: {
    status: 422,
    message: "The language model declined this request.",
    hint: "Word the question in another way.",
  },
  MODEL_REPLY_INVALID: {
    status: 502,
    message: "The language model's reply could not be read.",
    hint: "Try again, or choose another model.",
  },
  MODEL_INCOMPLETE: {
    status: 502,
    message: "The language model's reply ended too early.",
    hint: "Try again.",
  },
  MODEL_REQUEST_INVALID: {
    status: 502,
    message: "The provider did not accept the request.",
    hint: "Choose another model; this one may not take requests of this kind.",
  },
  MODEL_CONFIG_INVALID: { status: 422, message: "These provider settings are not valid." },
  PROVIDER_NOT_FOUND: {
    status: 404,
    message: "There is no such provider.",
    hint: "GET /api/v1/providers lists the providers there are.",
  },

  MAIL_ADDRESS_INVALID: {
    status: 422,
    message: "This is no e-mail address that a letter can be sent to.",
    hint: "Write one address, such as ada@example.com.",
  },
  MAIL_NOT_FOUND: { status: 404, message: "There is no such letter." },

  ENGINE_RESTARTED: {
    status: 503,
    message: "The query engine was restarted while working on this.",
    hint: "Try again; if it happens every time, the query needs more memory than allowed.",
  },
  PLUGIN_NOT_FOUND: { status: 404, message: "There is no such plugin." },
  PLUGIN_REFUSED: {
    status: 403,
    message: "A plugin of this server does not allow this.",
    hint: "Ask whoever runs this server; details name the plugin.",
  },
  PLUGIN_FAILED: {
    status: 502,
    message: "A plugin of this server failed at this.",
    hint: "Try again; whoever runs this server sees why under Administration, Plugins.",
  },
  SERVICE_STOPPING: {
    status: 503,
    message: "This server is stopping.",
    hint: "Send the request again in a moment; another instance or the restarted server answers it.",
  },
  SERVICE_BUSY: { status: 503, message: "The server is busy.", hint: "Try again in a moment." },
  SHARED_STATE_UNREACHABLE: {
    status: 503,
    message: "What the instances of this server share cannot be reached.",
    hint: "Try again in a moment.",
  },
  STORAGE_FULL: {
    status: 507,
    message: "There is no room left to store this.",
    hint: "Delete sources you no longer need.",
  },
  INTERNAL_ERROR: {
    status: 500,
    message: "Something went wrong on our side.",
    hint: "Try again; quote the requestId when you report it.",
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof TABLE;
export const ERRORS: Readonly<Record<ErrorCode, ErrorRow>> = TABLE;
export const ERROR_CODES = Object.keys(TABLE) as readonly ErrorCode[];
