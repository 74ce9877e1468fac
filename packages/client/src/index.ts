export { ApiError, type ErrorBody, errorBodyFrom } from "./api-error.ts";
export { type AskEvents, type AskStreamRequest, askStream } from "./ask-stream.ts";
export { type Client, createClient, type SendRequest } from "./client.ts";
export type { components, paths } from "./generated/api.ts";
export { parseEvents, type ServerEvent } from "./server-events.ts";
export { type FormProgress, sendForm, type UploadFormRequest } from "./upload.ts";
export { type UploadEvent, watchUpload } from "./watch-upload.ts";

import type { components } from "./generated/api.ts";

/** Names of the wire types that clients use most. */
export type Answer = components["schemas"]["Answer"];
export type Catalog = components["schemas"]["Catalog"];
export type Source = components["schemas"]["Source"];
export type SourceWithCatalog = components["schemas"]["SourceWithCatalog"];
export type Workspace = components["schemas"]["Workspace"];
export type ChartSpec = components["schemas"]["ChartSpec"];
export type ResultRows = components["schemas"]["ResultRows"];
export { type PostEventsRequest, postEvents } from "./post-events.ts";
