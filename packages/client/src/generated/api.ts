// Made from apps/server/openapi.json by generate-client.ts. Change the routes, not this file.
export interface paths {
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the server is doing */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether to send requests here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Ready"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Ready"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Workspaces this browser can see */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WorkspaceList"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{id}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sources of a workspace */
        get: {
            parameters: {
                query?: {
                    /** @description nextCursor of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceList"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Upload files as a new source
         * @description A form with one or more parts "file", optionally before them "name" and "options" (ParseOptions as JSON).
         *     Send an Idempotency-Key to retry safely and to follow the progress.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceWithCatalog"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One source */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Source"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a source with its files and credentials */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Gone. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename, reconnect or reschedule a source */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            /**
             * @description Send the ETag in If-Match to be told when somebody else changed the source. A config replaces the one before; secrets
             *     left out of it are kept unless host, port or user change. It is synced anew.
             */
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Settings as the connector's schema lists them. Secrets are sealed and never sent back. */
                        config?: {
                            [key: string]: unknown;
                        };
                        /** @description Sync by itself this often, from 5 minutes to a week; null: only when asked. */
                        syncEveryMinutes?: number | null;
                        name?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Source"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kinds of source that can be connected, with their settings */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectorList"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{id}/read-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn a pasted address into settings
         * @description Nothing is stored and nothing is contacted.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        url: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UrlFields"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Connect a source
         * @description Saves the connection and starts its first sync: POST /sources/{id}/sync joins it. Uploads make their
         *     sources with POST /workspaces/{id}/sources.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default mine */
                        workspaceId?: string;
                        name: string;
                        connector: string;
                        /** @description Settings as the connector's schema lists them. Secrets are sealed and never sent back. */
                        config: {
                            [key: string]: unknown;
                        };
                        /** @description Sync by itself this often, from 5 minutes to a week; null: only when asked. */
                        syncEveryMinutes?: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Source"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try settings before saving them
         * @description JSON with the steps taken, or with "Accept: text/event-stream" an event step (a ProbeStep) whenever one
         *     begins or ends, then done, or error. Nothing is stored.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    accept?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        connector: string;
                        /** @description Settings as the connector's schema lists them. Secrets are sealed and never sent back. */
                        config: {
                            [key: string]: unknown;
                        };
                        /** @description Tests changed settings of this source; secrets left out are taken from it. */
                        sourceId?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectionTest"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/google-consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin signing in with Google
         * @description Send the person to authorizeUrl; ask GET /google-consents/{id} how it went. Once granted, its value stands for
         *     the refresh token in the settings of a Google Sheets source, for half an hour.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        clientId: string;
                        clientSecret: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StartedConsent"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/google-consents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a sign-in with Google went */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsentState"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a connected source up to date
         * @description Starts a sync or joins the one under way. JSON when it is over, or with "Accept: text/event-stream"
         *     the events progress ({phase, rows, tables, table?}) and done (the Source), or error. Closing the connection does not stop it.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    accept?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Source"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/syncs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** History of a source's syncs, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description nextCursor of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncList"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add files to a source
         * @description A form with one or more parts "file", optionally before them "name" and "options" (ParseOptions as JSON).
         *     Send an Idempotency-Key to retry safely and to follow the progress.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceWithCatalog"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/files/{fileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Read a file again with other options */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    fileId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        options: components["schemas"]["ParseOptionsInput"];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceWithCatalog"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/uploads/{key}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Progress of an upload
         * @description Server-sent events "progress" with an UploadProgress each. May be opened before the upload starts.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Cancel an upload */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Cancelled. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/files/{fileId}/replace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at what replacing a file would change
         * @description A form with one part "file", optionally before it "options". The file is read and compared; nothing changes
         *     until POST /sources/{id}/changes/{changeId} confirms it within half an hour. Ids and table names stay.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    fileId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FileChange"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/files/{fileId}/append": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at what adding a file's rows to another would change
         * @description A form with one part "file", optionally before it "options". The file is read and compared; nothing changes
         *     until POST /sources/{id}/changes/{changeId} confirms it within half an hour. Ids and table names stay.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    fileId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FileChange"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/changes/{changeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a change of a file
         * @description What was there is kept for one undo.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    changeId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Per table that is there: column of the new file -> the name it shall keep.
                         * @default {}
                         */
                        mapping?: {
                            [key: string]: {
                                [key: string]: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceWithCatalog"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo the last replacing or adding */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceWithCatalog"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tables, columns, keys and profiles
         * @description The ETag is the version: send it in If-None-Match to be told 304 while nothing changed.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Catalog"];
                    };
                };
                /** @description Not changed. */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tables by name, with their columns' names and keys
         * @description All of them at once, without types and profiles: enough to list, search and draw thousands.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TableList"];
                    };
                };
                /** @description Not changed. */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/tables/{table}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One table with types, keys and profiles */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    table: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Table"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/tables/{table}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** First rows of a table */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                    table: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TableRows"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** First questions that are known to run */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggestions"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a question in plain language
         * @description JSON, or with "Accept: text/event-stream" the events intent, plan, sql, columns, rows, chart, answer and done (an Answer),
         *     or error. Closing the connection cancels the query.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "x-query-id"?: string;
                    accept?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        sourceId: string;
                        question: string;
                        /**
                         * @description generate: SQL and explanation only, nothing is run.
                         * @default run
                         * @enum {string}
                         */
                        mode?: "run" | "generate";
                        /** @description The question and statement shown before, which this one may refer to. */
                        previous?: {
                            question: string;
                            sql: string;
                        };
                        /** @description Zone in which "today" and "last month" are reckoned; the server's when absent. */
                        timeZone?: string;
                        /**
                         * @description Run it although the source expects it to cost more than the budget (QUERY_OVER_BUDGET).
                         * @default false
                         */
                        acceptCost?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Answer"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run one SELECT statement
         * @description JSON, or with "Accept: text/event-stream" the events columns, rows, chart and done, or error.
         *     Closing the connection cancels the query.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "x-query-id"?: string;
                    accept?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        sourceId: string;
                        sql: string;
                        /**
                         * @description Run it although the source expects it to cost more than the budget (QUERY_OVER_BUDGET).
                         * @default false
                         */
                        acceptCost?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueryAnswer"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queries/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether a statement would be allowed to run */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        sourceId: string;
                        sql: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueryCheck"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queries/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the source expects a statement to cost
         * @description Nothing is run.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        sourceId: string;
                        sql: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueryCost"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Cancel a running question or query
         * @description The id is the X-Query-Id that the client sent with it.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Cancelled, or ended before. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/results/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the rows, sorted and filtered */
        get: {
            parameters: {
                query?: {
                    offset?: number;
                    limit?: number;
                    /** @description Such as "amount:desc,name:asc"; names are percent-encoded. */
                    sort?: string;
                    /** @description JSON list of {column, operator, value}; operator: eq ne lt lte gt gte contains isNull isNotNull. */
                    filter?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ResultRows"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/results/{id}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures about each column */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ResultStatistics"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/results/{id}/chart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The chart that suits the result, or it as another kind */
        get: {
            parameters: {
                query?: {
                    kind?: "kpi" | "line" | "area" | "bar" | "stacked" | "pie" | "scatter" | "histogram" | "heatmap" | "table";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChartSpec"];
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Error"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/results/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole result as a file */
        get: {
            parameters: {
                query?: {
                    format?: "csv" | "xlsx" | "json" | "parquet";
                    /** @description Keeps spreadsheets from running cells that look like formulas. */
                    formulaSafe?: "true" | "false";
                    /** @description Such as "amount:desc,name:asc"; names are percent-encoded. */
                    sort?: string;
                    /** @description JSON list of {column, operator, value}; operator: eq ne lt lte gt gte contains isNull isNotNull. */
                    filter?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        DataTypeInput: {
            /** @enum {string} */
            kind: "boolean" | "integer" | "bigint" | "decimal" | "double" | "text" | "date" | "time" | "timestamp" | "timestamptz" | "interval" | "uuid" | "json" | "binary" | "list" | "struct" | "unknown";
            /** @description The source's own spelling of the type. */
            native: string;
            precision?: number;
            scale?: number;
        };
        ColumnProfileInput: {
            rows: number;
            nulls: number;
            distinct: number;
            distinctIsExact: boolean;
            min?: string;
            max?: string;
            mean?: number;
            topValues: {
                value: string;
                count: number;
            }[];
            histogram?: {
                from: number;
                to: number;
                count: number;
            }[];
            /** @description Rows behind the estimates; absent when every row was read. */
            sampledRows?: number;
        };
        ColumnInput: {
            name: string;
            type: components["schemas"]["DataTypeInput"];
            nullable: boolean;
            comment?: string;
            profile?: components["schemas"]["ColumnProfileInput"];
        };
        ForeignKeyInput: {
            columns: string[];
            refTable: string;
            refColumns: string[];
            /** @enum {string} */
            origin: "declared" | "inferred";
            confidence: number;
            evidence?: string;
        };
        TableInput: {
            name: string;
            schema?: string;
            /** @enum {string} */
            kind: "table" | "view";
            comment?: string;
            columns: components["schemas"]["ColumnInput"][];
            primaryKey: string[];
            /** @enum {string} */
            primaryKeyOrigin?: "declared" | "inferred";
            foreignKeys: components["schemas"]["ForeignKeyInput"][];
            rowCount?: number;
            samples?: unknown[][];
        };
        CatalogInput: {
            /** @enum {string} */
            dialect: "duckdb" | "sqlite" | "postgres" | "mysql" | "trino" | "bigquery" | "mongodb";
            version: string;
            tables: components["schemas"]["TableInput"][];
        };
        ResultColumnInput: {
            name: string;
            type: components["schemas"]["DataTypeInput"];
        };
        ResultSummaryInput: {
            resultId: string;
            columns: components["schemas"]["ResultColumnInput"][];
            /** @description The first page, up to 1,000 rows. */
            rows: unknown[][];
            rowCount: number;
            /** @description True when a limit cut the result. */
            isTruncated: boolean;
            elapsedMs: number;
        };
        ChartSpecInput: {
            /** @enum {string} */
            kind: "kpi" | "line" | "area" | "bar" | "stacked" | "pie" | "scatter" | "histogram" | "heatmap" | "table";
            title?: string;
            x?: string;
            y: string[];
            series?: string;
            isHorizontal?: boolean;
            alternatives: ("kpi" | "line" | "area" | "bar" | "stacked" | "pie" | "scatter" | "histogram" | "heatmap" | "table")[];
        };
        ColumnStatisticsInput: {
            name: string;
            count: number;
            nulls: number;
            distinct: number;
            min?: unknown;
            max?: unknown;
            mean?: number;
            median?: number;
            stddev?: number;
            sum?: unknown;
            topValues?: {
                value: unknown;
                count: number;
            }[];
        };
        SpanInput: {
            start: number;
            end: number;
            /** @enum {string} */
            role: "table" | "column" | "value" | "number" | "date" | "operator" | "aggregate" | "order" | "limit" | "group" | "negation" | "unused";
            meaning?: string;
        };
        ReadingInput: {
            sql: string;
            explanation: string;
            confidence: number;
            assumptions: string[];
            difference?: string;
        };
        ReceiptInput: {
            tables: string[];
            filters: string[];
            sourceVersion: string;
            /** @enum {string} */
            draftedBy: "engine" | "person" | "model";
            isFromCache: boolean;
        };
        AnswerInput: {
            question: string;
            /** @enum {string} */
            verdict: "answer" | "confirm" | "ask" | "handover";
            confidence: number;
            sentence: string;
            sql: string | null;
            explanation: string;
            assumptions: string[];
            spans: components["schemas"]["SpanInput"][];
            alternatives: components["schemas"]["ReadingInput"][];
            suggestions: string[];
            result: components["schemas"]["ResultSummaryInput"] | null;
            chart: components["schemas"]["ChartSpecInput"] | null;
            receipt: components["schemas"]["ReceiptInput"] | null;
        };
        ErrorInput: {
            /**
             * @description Stable name of the error; see docs/errors.md.
             * @enum {string}
             */
            code: "REQUEST_INVALID" | "REQUEST_TOO_LARGE" | "REQUEST_MEDIA_TYPE" | "REQUEST_METHOD" | "REQUEST_RATE_LIMITED" | "REQUEST_CANCELLED" | "ROUTE_NOT_FOUND" | "ORIGIN_FORBIDDEN" | "IDEMPOTENCY_MISMATCH" | "IDEMPOTENCY_IN_PROGRESS" | "EDIT_CONFLICT" | "WORKSPACE_NOT_FOUND" | "SOURCE_NOT_FOUND" | "SOURCE_NAME_TAKEN" | "SOURCE_READ_ONLY" | "SOURCE_SYNCING" | "SOURCE_NOT_SYNCED" | "CONNECTOR_NOT_FOUND" | "SOURCE_CONFIG_INVALID" | "SOURCE_SECRET_REQUIRED" | "SOURCE_UNREACHABLE" | "SOURCE_TLS_FAILED" | "SOURCE_SIGN_IN_FAILED" | "SOURCE_CONNECTION_LOST" | "SOURCE_RIGHTS_MISSING" | "CONSENT_NOT_FOUND" | "ADDRESS_NOT_ALLOWED" | "HOST_NOT_FOUND" | "TABLE_NOT_FOUND" | "UPLOAD_TOO_LARGE" | "UPLOAD_EMPTY" | "UPLOAD_NOT_FOUND" | "FILE_NOT_FOUND" | "FILE_REJECTED" | "FILE_KIND_UNKNOWN" | "FILE_EMPTY" | "QUESTION_EMPTY" | "SQL_SYNTAX" | "SQL_REFUSED" | "SQL_UNKNOWN_TABLE" | "SQL_UNKNOWN_COLUMN" | "SQL_TYPE_MISMATCH" | "SQL_TABLES_UNRELATED" | "SQL_FAILED" | "QUERY_NOT_EXPRESSIBLE" | "QUERY_TIMEOUT" | "QUERY_CANCELLED" | "QUERY_TOO_LARGE" | "QUERY_OVER_BUDGET" | "RESULT_NOT_FOUND" | "RESULT_EXPIRED" | "EXPORT_TOO_LARGE" | "CHART_NOT_POSSIBLE" | "EXPORT_FORMAT_UNKNOWN" | "MODEL_UNREACHABLE" | "MODEL_TIMEOUT" | "MODEL_RATE_LIMITED" | "MODEL_CREDENTIALS_REFUSED" | "MODEL_UNKNOWN" | "MODEL_REFUSED" | "MODEL_REPLY_INVALID" | "MODEL_INCOMPLETE" | "ENGINE_RESTARTED" | "SERVICE_BUSY" | "STORAGE_FULL" | "INTERNAL_ERROR";
            message: string;
            /** @description What to do about it. */
            hint?: string;
            /** @description Facts for programs: file, row, column, position. */
            details?: {
                [key: string]: unknown;
            };
            /** @description Quote this when reporting the error; the log has it too. */
            requestId: string;
        };
        ParseOptionsInput: {
            csv?: {
                delimiter?: string;
                quote?: string;
                escape?: string;
                /** @enum {string} */
                encoding?: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
                hasHeader?: boolean;
                skipLines?: number;
                /** @enum {string} */
                decimalSeparator?: "." | ",";
                /** @enum {string} */
                thousandsSeparator?: "" | "," | "." | " " | "'";
                /** @enum {string} */
                dateOrder?: "ymd" | "dmy" | "mdy";
                nullWords?: string[];
            };
            sheets?: {
                sheets?: string[];
                headerRow?: {
                    [key: string]: number;
                };
            };
            json?: {
                /** @enum {string} */
                nested?: "flatten" | "keep";
                recordsPath?: string;
            };
            columnTypes?: {
                [key: string]: {
                    [key: string]: "text" | "integer" | "decimal" | "double" | "boolean" | "date" | "timestamp";
                };
            };
        };
        IngestWarningInput: {
            table?: string;
            row?: number;
            column?: string;
            message: string;
        };
        SourceFileInput: {
            id: string;
            /** @description The name the file had; a label. */
            name: string;
            /** @enum {string} */
            kind: "csv" | "xlsx" | "json" | "ndjson" | "parquet" | "sqlite" | "duckdb";
            bytes: number;
            tables: string[];
            /** @description What was sniffed or chosen; accepted back as options. */
            parsed: components["schemas"]["ParseOptionsInput"];
            warnings: components["schemas"]["IngestWarningInput"][];
        };
        ConnectionInput: {
            /** @description Which kind of source; see GET /connectors. */
            connector: string;
            /** @description The settings without their secrets, which are never sent. */
            config: {
                [key: string]: unknown;
            };
            /** @description Settings that are kept sealed; leave them out of an edit to keep them. */
            secretFields: string[];
            /** @description How often it is synced by itself; null: only when asked. */
            syncEveryMinutes: number | null;
            syncedAt: string | null;
            nextSyncAt: string | null;
        };
        SourceInput: {
            id: string;
            workspaceId: string;
            name: string;
            /**
             * @description files: uploaded; remote: queried where it is; synced: copied by a sync; demo: came with the product.
             * @enum {string}
             */
            kind: "files" | "demo" | "remote" | "synced";
            /** @enum {string} */
            dialect: "duckdb" | "sqlite" | "postgres" | "mysql" | "trino" | "bigquery" | "mongodb";
            /**
             * @description disconnected: somebody has to enter credentials; statusReason says why.
             * @enum {string}
             */
            status: "connected" | "syncing" | "error" | "disconnected";
            statusReason: string | null;
            tableCount: number;
            rowCount: number;
            bytes: number;
            version: string;
            /** @description ISO-8601, UTC. */
            createdAt: string;
            /** @description ISO-8601, UTC. */
            updatedAt: string;
            expiresAt: string | null;
            files: components["schemas"]["SourceFileInput"][];
            /** @description The last change of its files, which POST /sources/{id}/undo takes back. */
            undoable: {
                /** @enum {string} */
                change: "replace" | "append";
                /** @description ISO-8601, UTC. */
                at: string;
            } | null;
            /** @description How it is reached; null for files. */
            connection: components["schemas"]["ConnectionInput"] | null;
        };
        SourceWithCatalogInput: {
            source: components["schemas"]["SourceInput"];
            catalog: components["schemas"]["CatalogInput"];
        };
        TableRowsInput: {
            columns: components["schemas"]["ResultColumnInput"][];
            rows: unknown[][];
        };
        TableFactsInput: {
            name: string;
            schema?: string;
            /** @enum {string} */
            kind: "table" | "view";
            comment?: string;
            rowCount?: number;
            columns: string[];
            primaryKey: string[];
            foreignKeys: {
                columns: string[];
                refTable: string;
                refColumns: string[];
                /** @enum {string} */
                origin: "declared" | "inferred";
                confidence: number;
            }[];
        };
        TableListInput: {
            version: string;
            items: components["schemas"]["TableFactsInput"][];
            nextCursor: string | null;
        };
        SuggestionsInput: {
            items: string[];
        };
        QueryAnswerInput: {
            result: components["schemas"]["ResultSummaryInput"];
            chart: components["schemas"]["ChartSpecInput"];
            /** @description The statement as it ran, limits included. */
            sql: string;
            tables: string[];
        };
        QueryCheckInput: {
            isAllowed: boolean;
            refusal?: {
                /** @description Stable name of the rule. */
                rule: string;
                message: string;
                /** @description UTF-16 offset into the SQL. */
                position?: number;
            };
        };
        QueryCostInput: {
            /** @description What the source expects; null where it cannot tell. */
            estimate: {
                rows?: number;
                bytes?: number;
                /** @description The source's own plan. */
                plan?: string;
            } | null;
            budget: {
                maxRows: number;
                maxBytes: number;
            };
            /** @description It is run only with acceptCost: true. */
            isOverBudget: boolean;
        };
        ResultRowsInput: {
            columns: components["schemas"]["ResultColumnInput"][];
            rows: unknown[][];
            /** @description Rows after filters. */
            rowCount: number;
        };
        ResultStatisticsInput: {
            items: components["schemas"]["ColumnStatisticsInput"][];
        };
        ConnectorInput: {
            id: string;
            label: string;
            /**
             * @description remote: queried where it is; synced: copied by a sync, then queried.
             * @enum {string}
             */
            reach: "remote" | "synced";
            /** @enum {string} */
            dialect: "duckdb" | "sqlite" | "postgres" | "mysql" | "trino" | "bigquery" | "mongodb";
            /** @description Tells what a query would cost before it runs. */
            canEstimate: boolean;
            /** @description A pasted address can be turned into settings. */
            readsUrl: boolean;
            /** @description JSON Schema of the settings; fields carry label, help, isSecret, bindsSecrets, placeholder, isAdvanced. */
            config: {
                [key: string]: unknown;
            };
        };
        ConnectorListInput: {
            items: components["schemas"]["ConnectorInput"][];
            nextCursor: string | null;
        };
        UrlFieldsInput: {
            /** @description Settings found in the address; nothing is stored. */
            config: {
                [key: string]: unknown;
            };
        };
        UploadProgressInput: {
            /** @enum {string} */
            phase: "receive" | "sniff" | "convert" | "profile" | "keys" | "index" | "done" | "failed";
            bytesDone: number;
            bytesTotal: number;
            rows: number;
            table?: string;
        };
        ProbeStepInput: {
            /** @enum {string} */
            id: "resolve" | "connect" | "sign-in" | "rights" | "tables";
            /** @enum {string} */
            state: "running" | "done" | "warned" | "failed";
            message: string;
            hint?: string;
        };
        ConnectionTestInput: {
            /** @description The last state of each step, in order. */
            steps: components["schemas"]["ProbeStepInput"][];
        };
        TableDriftInput: {
            /** @description The table that is there; null for one that is new. */
            table: string | null;
            /** @description The table that comes in; null for one that is gone. */
            incoming: string | null;
            rowsBefore: number;
            rowsIncoming: number;
            added: string[];
            removed: string[];
            retyped: {
                column: string;
                from: string;
                to: string;
            }[];
            /** @description Columns that were probably renamed: send them back as mapping to keep the old name. */
            suggestions: {
                from: string;
                to: string;
                confidence: number;
            }[];
        };
        FileChangeInput: {
            id: string;
            sourceId: string;
            fileId: string;
            /** @enum {string} */
            mode: "replace" | "append";
            fileName: string;
            tables: components["schemas"]["TableDriftInput"][];
        };
        StartedConsentInput: {
            id: string;
            /**
             * Format: uri
             * @description Where the person signs in to Google and agrees.
             */
            authorizeUrl: string;
            /**
             * Format: uri
             * @description Must be listed as an authorized redirect URI of the OAuth client.
             */
            redirectUri: string;
        };
        ConsentStateInput: {
            /** @enum {string} */
            status: "waiting" | "granted" | "refused";
            /** @description Why it was refused. */
            reason: string | null;
            /** @description What to send as the field's value once it is granted. It is not the token. */
            value: string | null;
        };
        SourceListInput: {
            items: components["schemas"]["SourceInput"][];
            nextCursor: string | null;
        };
        SyncInput: {
            id: string;
            /** @enum {string} */
            cause: "created" | "person" | "schedule";
            /** @enum {string} */
            state: "running" | "done" | "failed";
            startedAt: string;
            endedAt: string | null;
            /** @description The catalog version it made; null when nothing had changed. */
            version: string | null;
            tablesAdded: number;
            tablesRemoved: number;
            tablesChanged: number;
            tableCount: number | null;
            rowCount: number | null;
            errorCode: string | null;
            /** @description Why it failed, for people. */
            message: string | null;
        };
        SyncListInput: {
            items: components["schemas"]["SyncInput"][];
            nextCursor: string | null;
        };
        WorkspaceInput: {
            id: string;
            name: string;
            /** @enum {string} */
            kind: "demo" | "anonymous";
            description: string;
            sourceCount: number;
            /** @description When its oldest temporary source is removed; null when none will be. */
            expiresAt: string | null;
        };
        WorkspaceListInput: {
            items: components["schemas"]["WorkspaceInput"][];
            nextCursor: string | null;
        };
        HealthInput: {
            /**
             * @description degraded: something below fails, and what does not need it still works.
             * @enum {string}
             */
            status: "ok" | "degraded";
            version: string;
            uptimeMs: number;
            checks: {
                /** @enum {string} */
                database: "ok" | "failing";
                /** @enum {string} */
                worker: "ok" | "failing";
                /** @enum {string} */
                storage: "ok" | "failing";
            };
        };
        ReadyInput: {
            isReady: boolean;
        };
        DataType: {
            /** @enum {string} */
            kind: "boolean" | "integer" | "bigint" | "decimal" | "double" | "text" | "date" | "time" | "timestamp" | "timestamptz" | "interval" | "uuid" | "json" | "binary" | "list" | "struct" | "unknown";
            /** @description The source's own spelling of the type. */
            native: string;
            precision?: number;
            scale?: number;
        };
        ColumnProfile: {
            rows: number;
            nulls: number;
            distinct: number;
            distinctIsExact: boolean;
            min?: string;
            max?: string;
            mean?: number;
            topValues: {
                value: string;
                count: number;
            }[];
            histogram?: {
                from: number;
                to: number;
                count: number;
            }[];
            /** @description Rows behind the estimates; absent when every row was read. */
            sampledRows?: number;
        };
        Column: {
            name: string;
            type: components["schemas"]["DataType"];
            nullable: boolean;
            comment?: string;
            profile?: components["schemas"]["ColumnProfile"];
        };
        ForeignKey: {
            columns: string[];
            refTable: string;
            refColumns: string[];
            /** @enum {string} */
            origin: "declared" | "inferred";
            confidence: number;
            evidence?: string;
        };
        Table: {
            name: string;
            schema?: string;
            /** @enum {string} */
            kind: "table" | "view";
            comment?: string;
            columns: components["schemas"]["Column"][];
            primaryKey: string[];
            /** @enum {string} */
            primaryKeyOrigin?: "declared" | "inferred";
            foreignKeys: components["schemas"]["ForeignKey"][];
            rowCount?: number;
            samples?: unknown[][];
        };
        Catalog: {
            /** @enum {string} */
            dialect: "duckdb" | "sqlite" | "postgres" | "mysql" | "trino" | "bigquery" | "mongodb";
            version: string;
            tables: components["schemas"]["Table"][];
        };
        ResultColumn: {
            name: string;
            type: components["schemas"]["DataType"];
        };
        ResultSummary: {
            resultId: string;
            columns: components["schemas"]["ResultColumn"][];
            /** @description The first page, up to 1,000 rows. */
            rows: unknown[][];
            rowCount: number;
            /** @description True when a limit cut the result. */
            isTruncated: boolean;
            elapsedMs: number;
        };
        ChartSpec: {
            /** @enum {string} */
            kind: "kpi" | "line" | "area" | "bar" | "stacked" | "pie" | "scatter" | "histogram" | "heatmap" | "table";
            title?: string;
            x?: string;
            y: string[];
            series?: string;
            isHorizontal?: boolean;
            alternatives: ("kpi" | "line" | "area" | "bar" | "stacked" | "pie" | "scatter" | "histogram" | "heatmap" | "table")[];
        };
        ColumnStatistics: {
            name: string;
            count: number;
            nulls: number;
            distinct: number;
            min?: unknown;
            max?: unknown;
            mean?: number;
            median?: number;
            stddev?: number;
            sum?: unknown;
            topValues?: {
                value: unknown;
                count: number;
            }[];
        };
        Span: {
            start: number;
            end: number;
            /** @enum {string} */
            role: "table" | "column" | "value" | "number" | "date" | "operator" | "aggregate" | "order" | "limit" | "group" | "negation" | "unused";
            meaning?: string;
        };
        Reading: {
            sql: string;
            explanation: string;
            confidence: number;
            assumptions: string[];
            difference?: string;
        };
        Receipt: {
            tables: string[];
            filters: string[];
            sourceVersion: string;
            /** @enum {string} */
            draftedBy: "engine" | "person" | "model";
            isFromCache: boolean;
        };
        Answer: {
            question: string;
            /** @enum {string} */
            verdict: "answer" | "confirm" | "ask" | "handover";
            confidence: number;
            sentence: string;
            sql: string | null;
            explanation: string;
            assumptions: string[];
            spans: components["schemas"]["Span"][];
            alternatives: components["schemas"]["Reading"][];
            suggestions: string[];
            result: components["schemas"]["ResultSummary"] | null;
            chart: components["schemas"]["ChartSpec"] | null;
            receipt: components["schemas"]["Receipt"] | null;
        };
        Error: {
            /**
             * @description Stable name of the error; see docs/errors.md.
             * @enum {string}
             */
            code: "REQUEST_INVALID" | "REQUEST_TOO_LARGE" | "REQUEST_MEDIA_TYPE" | "REQUEST_METHOD" | "REQUEST_RATE_LIMITED" | "REQUEST_CANCELLED" | "ROUTE_NOT_FOUND" | "ORIGIN_FORBIDDEN" | "IDEMPOTENCY_MISMATCH" | "IDEMPOTENCY_IN_PROGRESS" | "EDIT_CONFLICT" | "WORKSPACE_NOT_FOUND" | "SOURCE_NOT_FOUND" | "SOURCE_NAME_TAKEN" | "SOURCE_READ_ONLY" | "SOURCE_SYNCING" | "SOURCE_NOT_SYNCED" | "CONNECTOR_NOT_FOUND" | "SOURCE_CONFIG_INVALID" | "SOURCE_SECRET_REQUIRED" | "SOURCE_UNREACHABLE" | "SOURCE_TLS_FAILED" | "SOURCE_SIGN_IN_FAILED" | "SOURCE_CONNECTION_LOST" | "SOURCE_RIGHTS_MISSING" | "CONSENT_NOT_FOUND" | "ADDRESS_NOT_ALLOWED" | "HOST_NOT_FOUND" | "TABLE_NOT_FOUND" | "UPLOAD_TOO_LARGE" | "UPLOAD_EMPTY" | "UPLOAD_NOT_FOUND" | "FILE_NOT_FOUND" | "FILE_REJECTED" | "FILE_KIND_UNKNOWN" | "FILE_EMPTY" | "QUESTION_EMPTY" | "SQL_SYNTAX" | "SQL_REFUSED" | "SQL_UNKNOWN_TABLE" | "SQL_UNKNOWN_COLUMN" | "SQL_TYPE_MISMATCH" | "SQL_TABLES_UNRELATED" | "SQL_FAILED" | "QUERY_NOT_EXPRESSIBLE" | "QUERY_TIMEOUT" | "QUERY_CANCELLED" | "QUERY_TOO_LARGE" | "QUERY_OVER_BUDGET" | "RESULT_NOT_FOUND" | "RESULT_EXPIRED" | "EXPORT_TOO_LARGE" | "CHART_NOT_POSSIBLE" | "EXPORT_FORMAT_UNKNOWN" | "MODEL_UNREACHABLE" | "MODEL_TIMEOUT" | "MODEL_RATE_LIMITED" | "MODEL_CREDENTIALS_REFUSED" | "MODEL_UNKNOWN" | "MODEL_REFUSED" | "MODEL_REPLY_INVALID" | "MODEL_INCOMPLETE" | "ENGINE_RESTARTED" | "SERVICE_BUSY" | "STORAGE_FULL" | "INTERNAL_ERROR";
            message: string;
            /** @description What to do about it. */
            hint?: string;
            /** @description Facts for programs: file, row, column, position. */
            details?: {
                [key: string]: unknown;
            };
            /** @description Quote this when reporting the error; the log has it too. */
            requestId: string;
        };
        ParseOptions: {
            csv?: {
                delimiter?: string;
                quote?: string;
                escape?: string;
                /** @enum {string} */
                encoding?: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
                hasHeader?: boolean;
                skipLines?: number;
                /** @enum {string} */
                decimalSeparator?: "." | ",";
                /** @enum {string} */
                thousandsSeparator?: "" | "," | "." | " " | "'";
                /** @enum {string} */
                dateOrder?: "ymd" | "dmy" | "mdy";
                nullWords?: string[];
            };
            sheets?: {
                sheets?: string[];
                headerRow?: {
                    [key: string]: number;
                };
            };
            json?: {
                /** @enum {string} */
                nested?: "flatten" | "keep";
                recordsPath?: string;
            };
            columnTypes?: {
                [key: string]: {
                    [key: string]: "text" | "integer" | "decimal" | "double" | "boolean" | "date" | "timestamp";
                };
            };
        };
        IngestWarning: {
            table?: string;
            row?: number;
            column?: string;
            message: string;
        };
        SourceFile: {
            id: string;
            /** @description The name the file had; a label. */
            name: string;
            /** @enum {string} */
            kind: "csv" | "xlsx" | "json" | "ndjson" | "parquet" | "sqlite" | "duckdb";
            bytes: number;
            tables: string[];
            /** @description What was sniffed or chosen; accepted back as options. */
            parsed: components["schemas"]["ParseOptions"];
            warnings: components["schemas"]["IngestWarning"][];
        };
        Connection: {
            /** @description Which kind of source; see GET /connectors. */
            connector: string;
            /** @description The settings without their secrets, which are never sent. */
            config: {
                [key: string]: unknown;
            };
            /** @description Settings that are kept sealed; leave them out of an edit to keep them. */
            secretFields: string[];
            /** @description How often it is synced by itself; null: only when asked. */
            syncEveryMinutes: number | null;
            syncedAt: string | null;
            nextSyncAt: string | null;
        };
        Source: {
            id: string;
            workspaceId: string;
            name: string;
            /**
             * @description files: uploaded; remote: queried where it is; synced: copied by a sync; demo: came with the product.
             * @enum {string}
             */
            kind: "files" | "demo" | "remote" | "synced";
            /** @enum {string} */
            dialect: "duckdb" | "sqlite" | "postgres" | "mysql" | "trino" | "bigquery" | "mongodb";
            /**
             * @description disconnected: somebody has to enter credentials; statusReason says why.
             * @enum {string}
             */
            status: "connected" | "syncing" | "error" | "disconnected";
            statusReason: string | null;
            tableCount: number;
            rowCount: number;
            bytes: number;
            version: string;
            /** @description ISO-8601, UTC. */
            createdAt: string;
            /** @description ISO-8601, UTC. */
            updatedAt: string;
            expiresAt: string | null;
            files: components["schemas"]["SourceFile"][];
            /** @description The last change of its files, which POST /sources/{id}/undo takes back. */
            undoable: {
                /** @enum {string} */
                change: "replace" | "append";
                /** @description ISO-8601, UTC. */
                at: string;
            } | null;
            /** @description How it is reached; null for files. */
            connection: components["schemas"]["Connection"] | null;
        };
        SourceWithCatalog: {
            source: components["schemas"]["Source"];
            catalog: components["schemas"]["Catalog"];
        };
        TableRows: {
            columns: components["schemas"]["ResultColumn"][];
            rows: unknown[][];
        };
        TableFacts: {
            name: string;
            schema?: string;
            /** @enum {string} */
            kind: "table" | "view";
            comment?: string;
            rowCount?: number;
            columns: string[];
            primaryKey: string[];
            foreignKeys: {
                columns: string[];
                refTable: string;
                refColumns: string[];
                /** @enum {string} */
                origin: "declared" | "inferred";
                confidence: number;
            }[];
        };
        TableList: {
            version: string;
            items: components["schemas"]["TableFacts"][];
            nextCursor: string | null;
        };
        Suggestions: {
            items: string[];
        };
        QueryAnswer: {
            result: components["schemas"]["ResultSummary"];
            chart: components["schemas"]["ChartSpec"];
            /** @description The statement as it ran, limits included. */
            sql: string;
            tables: string[];
        };
        QueryCheck: {
            isAllowed: boolean;
            refusal?: {
                /** @description Stable name of the rule. */
                rule: string;
                message: string;
                /** @description UTF-16 offset into the SQL. */
                position?: number;
            };
        };
        QueryCost: {
            /** @description What the source expects; null where it cannot tell. */
            estimate: {
                rows?: number;
                bytes?: number;
                /** @description The source's own plan. */
                plan?: string;
            } | null;
            budget: {
                maxRows: number;
                maxBytes: number;
            };
            /** @description It is run only with acceptCost: true. */
            isOverBudget: boolean;
        };
        ResultRows: {
            columns: components["schemas"]["ResultColumn"][];
            rows: unknown[][];
            /** @description Rows after filters. */
            rowCount: number;
        };
        ResultStatistics: {
            items: components["schemas"]["ColumnStatistics"][];
        };
        Connector: {
            id: string;
            label: string;
            /**
             * @description remote: queried where it is; synced: copied by a sync, then queried.
             * @enum {string}
             */
            reach: "remote" | "synced";
            /** @enum {string} */
            dialect: "duckdb" | "sqlite" | "postgres" | "mysql" | "trino" | "bigquery" | "mongodb";
            /** @description Tells what a query would cost before it runs. */
            canEstimate: boolean;
            /** @description A pasted address can be turned into settings. */
            readsUrl: boolean;
            /** @description JSON Schema of the settings; fields carry label, help, isSecret, bindsSecrets, placeholder, isAdvanced. */
            config: {
                [key: string]: unknown;
            };
        };
        ConnectorList: {
            items: components["schemas"]["Connector"][];
            nextCursor: string | null;
        };
        UrlFields: {
            /** @description Settings found in the address; nothing is stored. */
            config: {
                [key: string]: unknown;
            };
        };
        UploadProgress: {
            /** @enum {string} */
            phase: "receive" | "sniff" | "convert" | "profile" | "keys" | "index" | "done" | "failed";
            bytesDone: number;
            bytesTotal: number;
            rows: number;
            table?: string;
        };
        ProbeStep: {
            /** @enum {string} */
            id: "resolve" | "connect" | "sign-in" | "rights" | "tables";
            /** @enum {string} */
            state: "running" | "done" | "warned" | "failed";
            message: string;
            hint?: string;
        };
        ConnectionTest: {
            /** @description The last state of each step, in order. */
            steps: components["schemas"]["ProbeStep"][];
        };
        TableDrift: {
            /** @description The table that is there; null for one that is new. */
            table: string | null;
            /** @description The table that comes in; null for one that is gone. */
            incoming: string | null;
            rowsBefore: number;
            rowsIncoming: number;
            added: string[];
            removed: string[];
            retyped: {
                column: string;
                from: string;
                to: string;
            }[];
            /** @description Columns that were probably renamed: send them back as mapping to keep the old name. */
            suggestions: {
                from: string;
                to: string;
                confidence: number;
            }[];
        };
        FileChange: {
            id: string;
            sourceId: string;
            fileId: string;
            /** @enum {string} */
            mode: "replace" | "append";
            fileName: string;
            tables: components["schemas"]["TableDrift"][];
        };
        StartedConsent: {
            id: string;
            /**
             * Format: uri
             * @description Where the person signs in to Google and agrees.
             */
            authorizeUrl: string;
            /**
             * Format: uri
             * @description Must be listed as an authorized redirect URI of the OAuth client.
             */
            redirectUri: string;
        };
        ConsentState: {
            /** @enum {string} */
            status: "waiting" | "granted" | "refused";
            /** @description Why it was refused. */
            reason: string | null;
            /** @description What to send as the field's value once it is granted. It is not the token. */
            value: string | null;
        };
        SourceList: {
            items: components["schemas"]["Source"][];
            nextCursor: string | null;
        };
        Sync: {
            id: string;
            /** @enum {string} */
            cause: "created" | "person" | "schedule";
            /** @enum {string} */
            state: "running" | "done" | "failed";
            startedAt: string;
            endedAt: string | null;
            /** @description The catalog version it made; null when nothing had changed. */
            version: string | null;
            tablesAdded: number;
            tablesRemoved: number;
            tablesChanged: number;
            tableCount: number | null;
            rowCount: number | null;
            errorCode: string | null;
            /** @description Why it failed, for people. */
            message: string | null;
        };
        SyncList: {
            items: components["schemas"]["Sync"][];
            nextCursor: string | null;
        };
        Workspace: {
            id: string;
            name: string;
            /** @enum {string} */
            kind: "demo" | "anonymous";
            description: string;
            sourceCount: number;
            /** @description When its oldest temporary source is removed; null when none will be. */
            expiresAt: string | null;
        };
        WorkspaceList: {
            items: components["schemas"]["Workspace"][];
            nextCursor: string | null;
        };
        Health: {
            /**
             * @description degraded: something below fails, and what does not need it still works.
             * @enum {string}
             */
            status: "ok" | "degraded";
            version: string;
            uptimeMs: number;
            checks: {
                /** @enum {string} */
                database: "ok" | "failing";
                /** @enum {string} */
                worker: "ok" | "failing";
                /** @enum {string} */
                storage: "ok" | "failing";
            };
        };
        Ready: {
            isReady: boolean;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
