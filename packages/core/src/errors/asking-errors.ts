import type { ErrorRow } from "./error-row.ts";

/** Questions, statements, answers and what is kept of them. */
export const ASKING_ERRORS = {
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
  READING_NOT_OFFERED: {
    status: 409,
    message: "This is not one of the readings of the question.",
    hint: "The data or what is known of it may have changed: ask again and choose among what is offered then.",
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
  MODEL_ALLOWANCE_USED_UP: {
    status: 429,
    message: "What language models may use this month is used up.",
    hint: "The embedded engine goes on answering. An administrator can raise the allowance.",
  },
  MODEL_CONFIG_INVALID: { status: 422, message: "These provider settings are not valid." },
  PROVIDER_NOT_FOUND: {
    status: 404,
    message: "There is no such provider.",
    hint: "GET /api/v1/providers lists the providers there are.",
  },
} as const satisfies Record<string, ErrorRow>;
