// Made from apps/server/openapi.json by generate-client.ts. Change the routes, not this file.
export interface paths {
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server lives, and whether all of it works */
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
    "/api/v1/health/ready": {
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
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who the caller is and what they can do
         * @description Answers everybody. 401 only for a token that has to be renewed or counts no more.
         */
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
                        "application/json": components["schemas"]["Me"];
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
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account
         * @description With an invitation: signed in at once. Without one, where registration is open: a letter goes to the address, and
         *     the answer does not tell whether it had an account.
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
                        /** @description E-mail address. */
                        email: string;
                        /** @description Password. */
                        password: string;
                        /** @description As others see it. */
                        name: string;
                        /** @description From the link of an invitation; needed where registration is not open. */
                        invitation?: string;
                        /**
                         * @description cookie: for browsers, in cookies that no script can read. token: for programs, in the answer.
                         * @default cookie
                         * @enum {string}
                         */
                        transport?: "cookie" | "token";
                        /**
                         * @description What this browser holds without an account becomes a workspace of the account.
                         * @default false
                         */
                        keepData?: boolean;
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
                        "application/json": components["schemas"]["RegisterAnswer"];
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
    "/api/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with e-mail address and password */
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
                        /** @description E-mail address. */
                        email: string;
                        /** @description Password. */
                        password: string;
                        /**
                         * @description cookie: for browsers, in cookies that no script can read. token: for programs, in the answer.
                         * @default cookie
                         * @enum {string}
                         */
                        transport?: "cookie" | "token";
                        /**
                         * @description What this browser holds without an account becomes a workspace of the account.
                         * @default false
                         */
                        keepData?: boolean;
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
                        "application/json": components["schemas"]["SignInAnswer"];
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
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew a session
         * @description Each refresh token counts once; one that comes a second time ends its session everywhere.
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
                        /** @description Of programs; browsers bring it in their cookie. */
                        refreshToken?: string;
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
                        "application/json": components["schemas"]["SignedIn"];
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
    "/api/v1/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this session */
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
                        /** @description Of programs; browsers bring it in their cookie. */
                        refreshToken?: string;
                    };
                };
            };
            responses: {
                /** @description Signed out, or never was in. */
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verify-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the address of a new account, and sign in */
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
                        /** @description From the link, behind the #. */
                        token: string;
                        /** @description The one chosen when registering; nobody confirms an account of somebody else. */
                        password: string;
                        /**
                         * @description cookie: for browsers, in cookies that no script can read. token: for programs, in the answer.
                         * @default cookie
                         * @enum {string}
                         */
                        transport?: "cookie" | "token";
                        /**
                         * @description As in signing in.
                         * @default false
                         */
                        keepData?: boolean;
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
                        "application/json": components["schemas"]["SignedIn"];
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
    "/api/v1/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a letter with which a new password can be chosen
         * @description Answers the same whether or not there is an account with the address.
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
                        /** @description E-mail address. */
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Where there is an account, a letter is on its way. */
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a new password with the link of a letter
         * @description Ends every session of the account. The link counts once, and only the newest does.
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
                        /** @description From the link, behind the #. */
                        token: string;
                        /** @description Password. */
                        password: string;
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
                        "application/json": components["schemas"]["AfterNewPassword"];
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
    "/api/v1/auth/confirm-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a new address of an account with the link of a letter */
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
                        /** @description From the link, behind the #. */
                        token: string;
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
                        "application/json": components["schemas"]["ConfirmedEmail"];
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
    "/api/v1/auth/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the first account of this server, with the link that it printed when it started */
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
                        /** @description From the link, behind the #. */
                        token: string;
                        /** @description E-mail address. */
                        email: string;
                        /** @description As others see it. */
                        name: string;
                        /** @description Password. */
                        password: string;
                        /**
                         * @description As others see it.
                         * @default Our data
                         */
                        workspaceName?: string;
                        /**
                         * @description cookie: for browsers, in cookies that no script can read. token: for programs, in the answer.
                         * @default cookie
                         * @enum {string}
                         */
                        transport?: "cookie" | "token";
                        /**
                         * @description What this browser holds becomes the first workspace.
                         * @default false
                         */
                        keepData?: boolean;
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
                        "application/json": components["schemas"]["SignedIn"];
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
    "/api/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own account */
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
                        "application/json": components["schemas"]["Account"];
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
        /** Change one's name */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "if-match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description As others see it. */
                        name: string;
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
                        "application/json": components["schemas"]["Account"];
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
    "/api/v1/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a new password
         * @description Ends every other session.
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
                        /** @description Password. */
                        current: string;
                        /** @description Password. */
                        password: string;
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
                        "application/json": components["schemas"]["AfterNewPassword"];
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
    "/api/v1/account/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for another e-mail address
         * @description A letter goes to the new address; it counts from when its link is opened.
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
                        /** @description E-mail address. */
                        email: string;
                        /** @description Needed where the account has one. */
                        password?: string;
                    };
                };
            };
            responses: {
                /** @description A letter is on its way. */
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's picture */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The picture. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
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
        /**
         * Set one's picture
         * @description The body is the picture: PNG, JPEG or WebP, at most 1 MB and 4096 pixels a side.
         */
        put: {
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
                        "application/json": components["schemas"]["Account"];
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
        post?: never;
        /** Remove one's picture */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
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
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in */
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
                        "application/json": components["schemas"]["AccountSessionList"];
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
        /** End all of one's sessions but this one */
        delete: {
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
                        "application/json": components["schemas"]["EndedSessions"];
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
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of one's sessions */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sessionId: string;
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
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything kept about oneself */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A JSON file. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
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
    "/api/v1/account/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would go with one's account */
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
                        "application/json": components["schemas"]["AccountDeletionPreview"];
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
         * Delete one's account
         * @description Workspaces that nobody else owns go with it and have to be named; hand them over to keep them. What was shared with
         *     others stays with them.
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
                        /** @description Needed where the account has one. */
                        password?: string;
                        /**
                         * @description Workspaces that may go with the account.
                         * @default []
                         */
                        workspaceIds?: string[];
                    };
                };
            };
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Second step of a sign-in
         * @description Five tries within five minutes of the first step; each code counts once.
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
                        /** @description From the answer to the first step. */
                        ticket: string;
                        /** @description The six digits that the authenticator app shows now, or a recovery code. */
                        code: string;
                        /**
                         * @description cookie: for browsers, in cookies that no script can read. token: for programs, in the answer.
                         * @default cookie
                         * @enum {string}
                         */
                        transport?: "cookie" | "token";
                        /**
                         * @description What this browser holds without an account becomes a workspace of the account.
                         * @default false
                         */
                        keepData?: boolean;
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
                        "application/json": components["schemas"]["SignedIn"];
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
    "/api/v1/account/two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the second factor stands */
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
                        "application/json": components["schemas"]["TwoFactorState"];
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
         * Begin to set up an authenticator app
         * @description Nothing changes until POST /account/two-factor/confirm brings a code of the app.
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
                        /** @description Of the account, where it has one. */
                        password?: string;
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
                        "application/json": components["schemas"]["TwoFactorEnrolment"];
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
    "/api/v1/account/two-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn the second factor on */
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
                        /** @description The six digits that the authenticator app shows now, or a recovery code. */
                        code: string;
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
                        "application/json": components["schemas"]["RecoveryCodes"];
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
    "/api/v1/account/two-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make new recovery codes
         * @description The ones before count no more.
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
                        /** @description Of the account, where it has one. */
                        password?: string;
                        /** @description The six digits that the authenticator app shows now, or a recovery code. */
                        code: string;
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
                        "application/json": components["schemas"]["RecoveryCodes"];
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
    "/api/v1/account/two-factor/off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn the second factor off */
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
                        /** @description Of the account, where it has one. */
                        password?: string;
                        /** @description The six digits that the authenticator app shows now, or a recovery code. */
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Done. */
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/users/{userId}/two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Turn the second factor off for somebody who has lost it */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    userId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
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
    "/api/v1/workspaces/mine/two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Require a second factor of the workspace's members
         * @description Members who have not shown one see only their account until they have.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        isRequired: boolean;
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
                        "application/json": {
                            isRequired: boolean;
                        };
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
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/single-sign-on/{providerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to sign in with an OpenID provider
         * @description GET /auth/me lists the providers there are.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    providerId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Path of this server to go to afterwards. */
                        next?: string;
                        /**
                         * @description What this browser holds without an account becomes a workspace of the account.
                         * @default false
                         */
                        keepData?: boolean;
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
                        "application/json": components["schemas"]["SingleSignOnStarted"];
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
    "/api/v1/account/single-sign-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Providers that the caller can sign in with */
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
                        "application/json": components["schemas"]["LinkedProviders"];
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
    "/api/v1/account/single-sign-on/{providerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to add a provider to one's account
         * @description Whoever asks shows once more who they are: by the password, or without one by having signed in just now.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    providerId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Path of this server to go to afterwards. */
                        next?: string;
                        /** @description Needed where the account has one. */
                        password?: string;
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
                        "application/json": components["schemas"]["SingleSignOnStarted"];
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
        /**
         * Take a provider from one's account
         * @description Whoever asks shows once more who they are, as for adding one.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    providerId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Needed where the account has one. */
                        password?: string;
                    } | null;
                };
            };
            responses: {
                /** @description Taken away. */
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
    "/api/v1/credential-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a session with the credentials of a database
         * @description No account is needed. The credentials are kept encrypted in memory (or Redis) and nowhere else, for eight hours
         *     or until DELETE /credential-sessions/current. The session sees its one source; nothing it does is kept.
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
                        /** @description A kind of source that is asked where it is: GET /connectors lists them. */
                        connector: string;
                        /** @description Settings as the connector's schema lists them. */
                        config: {
                            [key: string]: unknown;
                        };
                        /**
                         * @description cookie: for browsers, in cookies that no script can read. token: for programs, in the answer.
                         * @default cookie
                         * @enum {string}
                         */
                        transport?: "cookie" | "token";
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
                        "application/json": components["schemas"]["CredentialSession"];
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
    "/api/v1/credential-sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The session that X-Session-ID names */
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
                        "application/json": components["schemas"]["CredentialSession"];
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
        /**
         * End the session
         * @description Its connections are closed, and its results and what was read of the database are forgotten, at once.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended. */
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
    "/api/v1/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Workspaces you can see: yours, the active one first, and the demos */
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
        /**
         * Make a workspace
         * @description You are its owner, and it becomes the active one of this session.
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
                        name: string;
                        /** @default  */
                        description?: string;
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
                        "application/json": components["schemas"]["Workspace"];
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
    "/api/v1/workspaces/{id}": {
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
         * Delete the active workspace with everything in it
         * @description Sources with their files, conversations, saved answers, knowledge, keys and members. It cannot be undone.
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
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Its name, typed out. */
                        name: string;
                    };
                };
            };
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
        /** Rename or describe the active workspace */
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
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        description?: string;
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
                        "application/json": components["schemas"]["Workspace"];
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
    "/api/v1/workspaces/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go to another of your workspaces
         * @description Requests of this session are about it from now on.
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
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Workspace"];
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
    "/api/v1/workspaces/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a workspace
         * @description What you made stays there. The last owner cannot leave.
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make another member the owner of the active workspace
         * @description You stay in it as an admin.
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
                        /** @description A member, who becomes its owner. */
                        userId: string;
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
                        "application/json": components["schemas"]["Workspace"];
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
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is in the active workspace */
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
                        "application/json": components["schemas"]["MemberList"];
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
    "/api/v1/members/{id}": {
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
         * Take somebody out of the active workspace
         * @description They lose their access at once, their API keys of this workspace included. What they made stays.
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
        /**
         * Change what somebody is in the active workspace
         * @description It counts from their next request on, and ends what they may no longer do.
         */
        patch: {
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
                        /**
                         * @description From the most to the least powerful: owner, admin, analyst, viewer.
                         * @enum {string}
                         */
                        role?: "owner" | "admin" | "analyst" | "viewer";
                        /** @description What row rules of this workspace may compare columns with. */
                        attributes?: {
                            [key: string]: string;
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
                        "application/json": components["schemas"]["Member"];
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
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations to the active workspace that wait for an answer */
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
                        "application/json": components["schemas"]["InvitationList"];
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
         * Invite somebody into the active workspace
         * @description By mail, or with a link to pass on where this server sends none. It counts once, for seven days, for that address;
         *     an earlier one to the same address stops counting.
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
                        /** @description E-mail address. */
                        email: string;
                        /**
                         * @description From the most to the least powerful: owner, admin, analyst, viewer.
                         * @enum {string}
                         */
                        role: "owner" | "admin" | "analyst" | "viewer";
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
                        "application/json": components["schemas"]["InvitationMade"];
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
    "/api/v1/invitations/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send an invitation again, for another seven days */
        post: {
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
                        "application/json": components["schemas"]["InvitationMade"];
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
    "/api/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back */
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
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The invitation behind a link */
        get: {
            parameters: {
                query?: never;
                header?: {
                    "x-invitation-token"?: string;
                };
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
                        "application/json": components["schemas"]["OpenInvitation"];
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
    "/api/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation, signed in with the address it was sent to
         * @description The workspace becomes the active one of this session.
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
                        token: string;
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
                        "application/json": components["schemas"]["AcceptedInvitation"];
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
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** API keys of this workspace: your own, and those of others for admins */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
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
                        "application/json": components["schemas"]["ApiKeyList"];
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
         * Make an API key
         * @description It acts for you in the active workspace and is never more than your role there is at the time. Programs send it
         *     as "Authorization: Bearer plk_..."; it is accepted nowhere else.
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
                        name: string;
                        /**
                         * @description read: sees what there is; ask: also asks and runs what was saved; full: all that you may.
                         * @enum {string}
                         */
                        access?: "read" | "ask" | "full";
                        /** @description Instead of access: exactly these rights. */
                        permissions?: ("workspace.list" | "workspace.read" | "workspace.change" | "workspace.delete" | "member.read" | "member.change" | "source.read" | "source.create" | "source.change" | "source.delete" | "connection.create" | "connection.change" | "connection.test" | "answer.ask" | "query.run" | "result.read" | "result.export" | "conversation.read" | "conversation.change" | "conversation.share" | "savedAnswer.read" | "savedAnswer.run" | "savedAnswer.change" | "feedback.create" | "feedback.read" | "knowledge.read" | "knowledge.change" | "evaluation.read" | "evaluation.run" | "provider.read" | "provider.change" | "provider.changeShared" | "provider.test" | "disclosure.read" | "disclosure.change" | "usage.read" | "limit.change" | "dataRule.read" | "dataRule.change" | "apiKey.read" | "apiKey.change" | "apiKey.changeOthers" | "audit.read" | "account.read" | "account.change" | "instance.config" | "instance.prompts" | "instance.users" | "instance.workspaces" | "instance.plugins" | "instance.audit" | "instance.usage" | "instance.operations")[];
                        /**
                         * @description Null: until it is revoked.
                         * @default 90
                         */
                        expiresInDays?: number | null;
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
                        "application/json": components["schemas"]["ApiKeyCreated"];
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
    "/api/v1/api-keys/{id}": {
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
         * Revoke an API key
         * @description It counts for nothing from now on; what it is doing ends. Admins revoke anybody's.
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
                /** @description Revoked. */
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
                        /** @description Needs the right to say what is told of sources: disclosure.change. */
                        sendsKeys?: boolean;
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
    "/api/v1/combinations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Combine sources, so that one question can read them all
         * @description Makes a source whose tables are those of its members. Nothing is copied: each question has every member
         *     send what the question needs of it, and joins the parts here.
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
                        /** @description Sources of this workspace, or of a demo. */
                        sourceIds: string[];
                        /** @default [] */
                        joins?: {
                            from: {
                                sourceId: string;
                                table: string;
                                column: string;
                            };
                            to: {
                                sourceId: string;
                                table: string;
                                column: string;
                            };
                        }[];
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
    "/api/v1/combinations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a combined source is made of, and how its parts are joined */
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
                        "application/json": components["schemas"]["Combination"];
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
        /** Choose other members or joins */
        put: {
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
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Sources of this workspace, or of a demo. */
                        sourceIds: string[];
                        joins: {
                            from: {
                                sourceId: string;
                                table: string;
                                column: string;
                            };
                            to: {
                                sourceId: string;
                                table: string;
                                column: string;
                            };
                        }[];
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
                        "application/json": components["schemas"]["Combination"];
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
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which rows and columns of a source whom is shown */
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
                        "application/json": components["schemas"]["DataRuleList"];
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
         * Make a rule
         * @description A row rule leaves only rows for which its filter is true; a column rule hides, masks or hashes a column.
         *     Of several row rules all must hold; of several rules about a column the strictest counts. It holds from the next request on.
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
                    "application/json": components["schemas"]["DataRuleCreateInput"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DataRule"];
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
    "/api/v1/sources/{id}/rules/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See whether a rule fits its table
         * @description Nothing is kept.
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
                        /** @description As the catalog spells it. */
                        table: string;
                        rule: components["schemas"]["DataRuleBodyInput"];
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
                        "application/json": components["schemas"]["CheckedDataRule"];
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
    "/api/v1/sources/{id}/rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See a source as a member or a role sees it
         * @description With a rule that is not kept yet, where one is sent.
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
                        as: {
                            /** @enum {string} */
                            kind: "member";
                            userId: string;
                        } | {
                            /** @enum {string} */
                            kind: "role";
                            /** @enum {string} */
                            role: "owner" | "admin" | "analyst" | "viewer";
                            /** @default {} */
                            attributes?: {
                                [key: string]: string;
                            };
                        };
                        /** @description Whose first rows are shown; the first table when absent. */
                        table?: string;
                        draft?: components["schemas"]["DataRuleCreateInput"];
                        /** @description The rule that the draft would take the place of. */
                        replaces?: string;
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
                        "application/json": components["schemas"]["DataRulePreview"];
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
    "/api/v1/sources/{id}/restrictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What rules keep from you */
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
                        "application/json": components["schemas"]["OwnRestrictions"];
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
    "/api/v1/sources/{id}/rules/{ruleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One rule */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    ruleId: string;
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
                        "application/json": components["schemas"]["DataRule"];
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
        /** Remove a rule */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "if-match"?: string;
                };
                path: {
                    id: string;
                    ruleId: string;
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
        /**
         * Change a rule
         * @description Send the ETag in If-Match to be told when somebody else changed it.
         */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "if-match"?: string;
                };
                path: {
                    id: string;
                    ruleId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DataRulePatchInput"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DataRule"];
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
         * @description JSON, or with "Accept: text/event-stream" the events waiting (only while the workspace runs as much as it may), intent, model (only while a language model is being asked), plan, sql, columns, rows, chart, answer and done (an Answer),
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
                        /** @description The question and statement shown before, which this one may refer to; a conversation brings its own. */
                        previous?: {
                            question: string;
                            sql: string;
                        };
                        /** @description The sql of one of the alternatives that the answer to this very question offered: that reading is answered. Needs no right to write SQL. */
                        reading?: string;
                        /** @description The conversation this is asked in; its earlier messages are the context, and the answer is kept in it. */
                        conversationId?: string;
                        /** @description Names the message in its conversation; asking again under the same name takes its place. */
                        messageId?: string;
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
         * @description JSON, or with "Accept: text/event-stream" the events waiting (only while the workspace runs as much as it may), columns, rows, chart and done, or error.
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
    "/api/v1/ask/examine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look behind an answer
         * @description Asks the source again, under the same guard and short limits: rows before and after each join, missing values,
         *     a second reading, true totals where a join multiplies. The answer's trust and receipt come back complete.
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
                        /**
                         * @description The question that the statement answers; empty for a person's own statement.
                         * @default
                         */
                        question?: string;
                        /** @description Zone in which "today" and "last month" are reckoned; the server's when absent. */
                        timeZone?: string;
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
                        "application/json": components["schemas"]["Examination"];
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
    "/api/v1/ask/follow-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What one might ask next
         * @description Each was read, checked and run before it is offered.
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
                        /**
                         * @description The question that the statement answers; empty for a person's own statement.
                         * @default
                         */
                        question?: string;
                        /** @description Zone in which "today" and "last month" are reckoned; the server's when absent. */
                        timeZone?: string;
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
                        "application/json": components["schemas"]["FollowUps"];
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
    "/api/v1/ask/edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A statement with items of its receipt changed
         * @description Nothing is run: POST /queries runs what comes back.
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
                        edits: ({
                            /** @enum {string} */
                            kind: "removeCondition";
                            /** @description As in Receipt.conditions. */
                            id: string;
                        } | {
                            /** @enum {string} */
                            kind: "setDateWindow";
                            /** @description "table.column"; needed where the statement has no window yet. */
                            column?: string;
                            /** @description Inclusive; null leaves it open. */
                            from: string | null;
                            /** @description Exclusive; null leaves it open. */
                            to: string | null;
                        } | {
                            /** @enum {string} */
                            kind: "setJoin";
                            /** @description j1 is the first of Receipt.joins. */
                            id: string;
                            /**
                             * @description left keeps rows without a match.
                             * @enum {string}
                             */
                            join: "inner" | "left";
                        } | {
                            /** @enum {string} */
                            kind: "keepMissing";
                            /**
                             * @description A figure takes them as 0; a condition lets their rows pass.
                             * @enum {string}
                             */
                            by: "figure" | "condition";
                            /** @description As in Receipt.droppedNulls. */
                            of: string;
                        })[];
                        /** @description Zone in which "today" and "last month" are reckoned; the server's when absent. */
                        timeZone?: string;
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
                        "application/json": components["schemas"]["EditedStatement"];
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
    "/api/v1/ask/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer again and say what has changed
         * @description Says whether the data, a definition or the statement changed, with the rows that differ.
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
                        /**
                         * @description The question that the statement answers; empty for a person's own statement.
                         * @default
                         */
                        question?: string;
                        /** @description Zone in which "today" and "last month" are reckoned; the server's when absent. */
                        timeZone?: string;
                        /** @description The old answer, as it was given. */
                        before: {
                            sql: string;
                            columns: components["schemas"]["ResultColumnInput"][];
                            rows: unknown[][];
                            rowCount: number;
                            sourceVersion: string;
                            definitions: {
                                /** @enum {string} */
                                kind: "metric" | "alias" | "default-filter" | "join" | "verified";
                                name: string;
                                meaning: string;
                            }[];
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
                        "application/json": components["schemas"]["RerunAnswer"];
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
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your conversations, or those shared with the workspace, latest first */
        get: {
            parameters: {
                query?: {
                    /** @description Words, all of which are found, in any order and case. */
                    q?: string;
                    sourceId?: string;
                    /** @description mine: your own; workspace: what people of the workspace have shared with it, you among them. */
                    scope?: "mine" | "workspace";
                    /** @description nextCursor of the page before. */
                    cursor?: string;
                    limit?: number;
                };
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
                        "application/json": components["schemas"]["ConversationList"];
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
         * Begin a conversation
         * @description Questions join it by its id in POST /ask. One in which nothing is asked is not listed.
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
                        /** @description What will be asked first; later questions may be about another. */
                        sourceId: string;
                        /** @description The first question when absent. */
                        title?: string;
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
                        "application/json": components["schemas"]["Conversation"];
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
    "/api/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation with its messages */
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
                        "application/json": components["schemas"]["ConversationWithMessages"];
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
        /**
         * Delete a conversation
         * @description It can be restored for 24 hours, then it is purged. Its share link stops working at once.
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
        /** Rename a conversation */
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
            requestBody: {
                content: {
                    "application/json": {
                        title: string;
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
                        "application/json": components["schemas"]["Conversation"];
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
    "/api/v1/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Questions of all conversations, latest first
         * @description The words are looked for in questions, answers and statements.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Words, all of which are found, in any order and case. */
                    q?: string;
                    sourceId?: string;
                    /** @description nextCursor of the page before. */
                    cursor?: string;
                    limit?: number;
                };
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
                        "application/json": components["schemas"]["History"];
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
    "/api/v1/conversations/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the deletion of a conversation back */
        post: {
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
                        "application/json": components["schemas"]["Conversation"];
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
    "/api/v1/conversations/{id}/fork": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on from a message in a conversation of its own */
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
                        /** @description The last message to take along; all when absent. */
                        messageId?: string;
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
                        "application/json": components["schemas"]["Conversation"];
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
    "/api/v1/conversations/{id}/messages/{messageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete one message */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    messageId: string;
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
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link that shows a conversation read-only
         * @description Whoever has the link can read the questions asked so far, their answers with the rows that are kept, and
         *     their SQL; not ask, and not reach the source. A link made before stops working.
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
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Share"];
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
        /** Stop sharing a conversation */
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
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/workspace-share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Let everybody in the workspace read a conversation
         * @description What is asked in it later too. They go on in one of their own. Answers that were given under other rules than
         *     the reader's are kept back.
         */
        put: {
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
                        "application/json": components["schemas"]["Conversation"];
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
        post?: never;
        /**
         * Stop sharing a conversation with the workspace
         * @description By its owner, or by an admin of the workspace.
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
        patch?: never;
        trace?: never;
    };
    "/api/v1/shared-conversation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The conversation behind a share link */
        get: {
            parameters: {
                query?: never;
                header?: {
                    "x-share-token"?: string;
                };
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
                        "application/json": components["schemas"]["SharedConversation"];
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
    "/api/v1/saved-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your saved answers, or those shared with the workspace, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Words, all of which are in the name, the question or the SQL. */
                    q?: string;
                    sourceId?: string;
                    /** @description mine: your own; workspace: what people of the workspace have shared with it, you among them. */
                    scope?: "mine" | "workspace";
                    /** @description nextCursor of the page before. */
                    cursor?: string;
                    limit?: number;
                };
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
                        "application/json": components["schemas"]["SavedAnswerList"];
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
        /** Save an answer */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description A repeated request with the same key gets the same saved answer. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        sourceId: string;
                        name: string;
                        /** @default  */
                        question?: string;
                        /** @description Judged whenever it is run, not when it is saved. */
                        sql: string;
                        /** @default null */
                        chart?: components["schemas"]["ChartSpecInput"] | null;
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
                        "application/json": components["schemas"]["SavedAnswer"];
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
    "/api/v1/saved-answers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One saved answer */
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
                        "application/json": components["schemas"]["SavedAnswer"];
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
        /** Delete a saved answer */
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
        /** Rename a saved answer */
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
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
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
                        "application/json": components["schemas"]["SavedAnswer"];
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
    "/api/v1/saved-answers/{id}/workspace-share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Let everybody in the workspace read and run a saved answer */
        put: {
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
                        "application/json": components["schemas"]["SavedAnswer"];
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
        post?: never;
        /**
         * Stop sharing a saved answer with the workspace
         * @description By its owner, or by an admin of the workspace.
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
        patch?: never;
        trace?: never;
    };
    "/api/v1/saved-answers/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a saved answer again
         * @description On the data as it is now. JSON, or with "Accept: text/event-stream" the events of POST /queries.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "x-query-id"?: string;
                    accept?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
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
    "/api/v1/sources/{id}/knowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is written down about a source */
        get: {
            parameters: {
                query?: {
                    kind?: "description" | "alias" | "metric" | "join" | "term" | "filter" | "hidden" | "verified";
                    status?: "proposed" | "approved" | "rejected";
                    search?: string;
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
                        "application/json": components["schemas"]["KnowledgeList"];
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
         * Write something down
         * @description A description, a word of the team's own, a figure, a join, a term, a default filter, something to hide,
         *     or a verified question. Held against the source first: every name is there, SQL passes the guard and runs, a figure gives one
         *     value. Approved, it counts from the next question on; on a demo source for the caller alone.
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
            requestBody: {
                content: {
                    "application/json": {
                        body: components["schemas"]["KnowledgeBodyInput"];
                        /**
                         * @default approved
                         * @enum {string}
                         */
                        status?: "proposed" | "approved";
                        note?: string;
                        /**
                         * @description Takes the place of what is in force about the same thing, instead of KNOWLEDGE_EXISTS.
                         * @default false
                         */
                        replace?: boolean;
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
                        "application/json": components["schemas"]["KnowledgeEntry"];
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
    "/api/v1/sources/{id}/knowledge/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what writing something down would do
         * @description What does not fit, what a figure comes to, how a question is read with it and without. Nothing is kept.
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
                        body: components["schemas"]["KnowledgeBodyInput"];
                        /** @description Shows how this question is read with it and without. */
                        question?: string;
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
                        "application/json": components["schemas"]["KnowledgeTrial"];
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
    "/api/v1/sources/{id}/knowledge/{entryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    entryId: string;
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
                        "application/json": components["schemas"]["KnowledgeEntry"];
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
        /** Delete an entry */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "if-match"?: string;
                };
                path: {
                    id: string;
                    entryId: string;
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
        /**
         * Change, approve or reject an entry
         * @description Send the ETag in If-Match to be told when somebody else changed it.
         */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "if-match"?: string;
                };
                path: {
                    id: string;
                    entryId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        body?: components["schemas"]["KnowledgeBodyInput"];
                        /** @enum {string} */
                        status?: "proposed" | "approved" | "rejected";
                        note?: string | null;
                        /**
                         * @description Takes the place of what is in force about the same thing, instead of KNOWLEDGE_EXISTS.
                         * @default false
                         */
                        replace?: boolean;
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
                        "application/json": components["schemas"]["KnowledgeEntry"];
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
    "/api/v1/sources/{id}/knowledge.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is in force about a source, as one YAML file */
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
                /** @description A knowledge file. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/yaml": string;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/yaml": components["schemas"]["Error"];
                    };
                };
            };
        };
        /**
         * Put a YAML file in the place of what is in force
         * @description Tells what would change, and changes it with apply=true. The file is the whole truth: what it leaves out is
         *     removed. Send the ETag of the export in If-Match to be told when somebody else wrote something down since.
         */
        put: {
            parameters: {
                query?: {
                    /** @description false: only tell what would change. */
                    apply?: "true" | "false";
                };
                header?: {
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/yaml": string;
                    "text/yaml": string;
                    "application/x-yaml": string;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["KnowledgeImport"];
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
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was said about answers, newest first */
        get: {
            parameters: {
                query?: {
                    kind?: "good" | "bad" | "picked" | "edited" | "meant";
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
                        "application/json": components["schemas"]["FeedbackList"];
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
         * Say what an answer was worth
         * @description Right, wrong, another reading, a corrected statement, or what a word means. Corrections become suggestions, and so
         *     does a reading that is chosen again and again; none of them counts before somebody approves it.
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
                        /** @enum {string} */
                        kind: "good";
                        question: string;
                        sql: string;
                    } | {
                        /** @enum {string} */
                        kind: "bad";
                        question: string;
                        sql?: string;
                        comment?: string;
                    } | {
                        /** @enum {string} */
                        kind: "picked";
                        question: string;
                        sql: string;
                    } | {
                        /** @enum {string} */
                        kind: "edited";
                        question: string;
                        sql: string;
                        comment?: string;
                    } | {
                        /** @enum {string} */
                        kind: "meant";
                        question: string;
                        body: components["schemas"]["KnowledgeBodyInput"];
                        comment?: string;
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
                        "application/json": components["schemas"]["FeedbackAnswer"];
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
    "/api/v1/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Providers of language models, what is set up, and which model is asked */
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
                        "application/json": components["schemas"]["ModelProviderList"];
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
    "/api/v1/providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set up a provider and choose its model
         * @description Secrets that are left out are kept, unless an address they are sent to changes. Send the revision as ETag in
         *     If-Match to be told when somebody else changed it.
         */
        put: {
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
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description workspace: everybody in the workspace; mine: the caller alone, before the workspace's.
                         * @default mine
                         * @enum {string}
                         */
                        scope?: "workspace" | "mine";
                        model: string;
                        /** @description Settings as the provider's schema lists them. Secrets are sealed and never sent back; left out, they stay. */
                        config: {
                            [key: string]: unknown;
                        };
                        /** @default true */
                        isChosen?: boolean;
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
                        "application/json": components["schemas"]["ModelProvider"];
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
        post?: never;
        /** Forget a provider's settings and its key */
        delete: {
            parameters: {
                query?: {
                    /** @description workspace: everybody in the workspace; mine: the caller alone, before the workspace's. */
                    scope?: "workspace" | "mine";
                };
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
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try settings with one tiny request before saving them
         * @description Nothing is stored but the line in the books of what it cost.
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
                        /**
                         * @description workspace: everybody in the workspace; mine: the caller alone, before the workspace's.
                         * @default mine
                         * @enum {string}
                         */
                        scope?: "workspace" | "mine";
                        model: string;
                        /** @description Settings as the provider's schema lists them. Secrets are sealed and never sent back; left out, they stay. */
                        config: {
                            [key: string]: unknown;
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
                        "application/json": components["schemas"]["ModelTest"];
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
    "/api/v1/providers/{id}/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Models the provider lists for these settings */
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
                        /**
                         * @description workspace: everybody in the workspace; mine: the caller alone, before the workspace's.
                         * @default mine
                         * @enum {string}
                         */
                        scope?: "workspace" | "mine";
                        /** @description Settings as the provider's schema lists them. Secrets are sealed and never sent back; left out, they stay. */
                        config: {
                            [key: string]: unknown;
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
                        "application/json": components["schemas"]["ModelList"];
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
    "/api/v1/disclosures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What language models are told of each source */
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
                        "application/json": components["schemas"]["SourceDisclosureList"];
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
    "/api/v1/disclosures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What language models are told of one source */
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
                        "application/json": components["schemas"]["SourceDisclosure"];
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
        /** Decide what language models are told of a source */
        put: {
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
                        /**
                         * @description full: names, comments, sample values and results; schema: names, types, keys and comments, and no value that stands in a
                         *     cell; aggregates: as schema, and aggregated results; nothing: no model is asked about the source.
                         * @enum {string}
                         */
                        disclosure: "full" | "schema" | "aggregates" | "nothing";
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
                        "application/json": components["schemas"]["SourceDisclosure"];
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
        post?: never;
        /** Leave it to the default again */
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
                /** @description Nothing is decided. */
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
    "/api/v1/usage/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What models were asked in this workspace, and what that cost */
        get: {
            parameters: {
                query?: {
                    days?: number;
                };
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
                        "application/json": components["schemas"]["ModelUsage"];
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
    "/api/v1/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this workspace may store and spend, and how much of it is used */
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
                        "application/json": components["schemas"]["WorkspaceLimits"];
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
        /**
         * Change the limits of this workspace, or of one of its members
         * @description More than the server grants can be given by those who look after the server.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description What is not named stays; a null is the server's own limit again. */
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Sets the limits of a member; absent: of the workspace. */
                        userId?: string;
                        storageBytes?: number | null;
                        modelTokens?: number | null;
                        /** @description Holds calls whose price is known; set modelTokens as well where a model has none. */
                        modelUsd?: number | null;
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
                        "application/json": components["schemas"]["WorkspaceLimits"];
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
    "/api/v1/sources/{id}/drafters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be put to the test: the embedded engine, and language models */
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
                        "application/json": components["schemas"]["DrafterList"];
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
    "/api/v1/sources/{id}/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Evaluations of a source, newest first */
        get: {
            parameters: {
                query?: {
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
                        "application/json": components["schemas"]["EvaluationList"];
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
         * Put a source's verified questions to the test
         * @description Each question is asked as if nobody had verified its answer, and what comes is held against the rows that
         *     the verified statement gives now. Runs on; GET /evaluations/{id} tells how far it is.
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
                        /**
                         * @description Ids as GET /sources/{id}/drafters lists them.
                         * @default [
                         *       "engine"
                         *     ]
                         */
                        drafters?: string[];
                        /** @description Zone in which "today" and "last month" are reckoned; the server's when absent. */
                        timeZone?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Evaluation"];
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
    "/api/v1/evaluations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One evaluation with its answers so far */
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
                        "application/json": components["schemas"]["EvaluationWithAnswers"];
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
        /** Stop a running evaluation, or forget one that has ended */
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
                /** @description Stopped, or gone. */
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
    "/api/v1/evaluations/{id}/difference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The right rows beside those given, for one question */
        get: {
            parameters: {
                query: {
                    position: number;
                    drafter: string;
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
                        "application/json": components["schemas"]["EvaluationDifference"];
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
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what in this workspace, latest first */
        get: {
            parameters: {
                query?: {
                    /** @description Part of the e-mail address. */
                    actor?: string;
                    action?: string;
                    /** @description Id of the thing it was done to. */
                    target?: string;
                    outcome?: "done" | "refused" | "failed";
                    from?: string;
                    /** @description Exclusive. */
                    to?: string;
                    /** @description nextCursor of the page before. */
                    cursor?: string;
                    limit?: number;
                };
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
                        "application/json": {
                            items: components["schemas"]["AuditEvent"][];
                            nextCursor: string | null;
                        };
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
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit trail of this workspace as a file */
        get: {
            parameters: {
                query?: {
                    /** @description Part of the e-mail address. */
                    actor?: string;
                    action?: string;
                    /** @description Id of the thing it was done to. */
                    target?: string;
                    outcome?: "done" | "refused" | "failed";
                    from?: string;
                    /** @description Exclusive. */
                    to?: string;
                    format?: "csv" | "ndjson";
                };
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
    "/api/v1/instance/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what in the whole server, latest first */
        get: {
            parameters: {
                query?: {
                    /** @description Part of the e-mail address. */
                    actor?: string;
                    action?: string;
                    /** @description Id of the thing it was done to. */
                    target?: string;
                    outcome?: "done" | "refused" | "failed";
                    from?: string;
                    /** @description Exclusive. */
                    to?: string;
                    /** @description nextCursor of the page before. */
                    cursor?: string;
                    limit?: number;
                };
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
                        "application/json": {
                            items: components["schemas"]["AuditEvent"][];
                            nextCursor: string | null;
                        };
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
    "/api/v1/instance/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit trail of the whole server as a file */
        get: {
            parameters: {
                query?: {
                    /** @description Part of the e-mail address. */
                    actor?: string;
                    action?: string;
                    /** @description Id of the thing it was done to. */
                    target?: string;
                    outcome?: "done" | "refused" | "failed";
                    from?: string;
                    /** @description Exclusive. */
                    to?: string;
                    format?: "csv" | "ndjson";
                };
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
    "/api/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was asked in this workspace: how much, by whom, how fast, and what was not answered */
        get: {
            parameters: {
                query?: {
                    days?: number;
                };
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
                        "application/json": components["schemas"]["Usage"];
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
    "/api/v1/instance/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was asked in the whole server: how much, by whom, how fast, and what was not answered */
        get: {
            parameters: {
                query?: {
                    days?: number;
                };
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
                        "application/json": components["schemas"]["Usage"];
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
    "/api/v1/instance/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody with an account, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Part of the name or the e-mail address. */
                    search?: string;
                    /** @description nextCursor of the page before. */
                    cursor?: string;
                    limit?: number;
                };
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
                        "application/json": {
                            items: components["schemas"]["InstanceUser"][];
                            nextCursor: string | null;
                        };
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
    "/api/v1/instance/users/{userId}": {
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
        /** Disable somebody, or make them an administrator of the server */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    userId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description A disabled person is signed out everywhere and cannot sign in. */
                        isDisabled?: boolean;
                        isInstanceAdmin?: boolean;
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
                        "application/json": components["schemas"]["InstanceUser"];
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
    "/api/v1/instance/users/{userId}/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign somebody out on every device */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    userId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Signed out. */
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices that are signed in, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Id of a person. */
                    user?: string;
                    /** @description nextCursor of the page before. */
                    cursor?: string;
                    limit?: number;
                };
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
                        "application/json": {
                            items: components["schemas"]["InstanceSession"][];
                            nextCursor: string | null;
                        };
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
    "/api/v1/instance/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a session; the device is signed out at once */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended. */
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
    "/api/v1/instance/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every workspace, newest first, with how much is in it */
        get: {
            parameters: {
                query?: {
                    search?: string;
                    /** @description nextCursor of the page before. */
                    cursor?: string;
                    limit?: number;
                };
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
                        "application/json": {
                            items: components["schemas"]["InstanceWorkspace"][];
                            nextCursor: string | null;
                        };
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
    "/api/v1/instance/workspaces/{workspaceId}": {
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
        /** Give a workspace more room, or less */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    workspaceId: string;
                };
                cookie?: never;
            };
            /** @description Room for its sources; null: the server's own again. */
            requestBody: {
                content: {
                    "application/json": {
                        storageBytes: number | null;
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
                        "application/json": components["schemas"]["InstanceWorkspace"];
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
    "/api/v1/instance/mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List letters and what became of them */
        get: {
            parameters: {
                query?: {
                    state?: "kept" | "waiting" | "sending" | "sent" | "bounced" | "late" | "unknown";
                    /** @description From the page before. */
                    cursor?: string;
                    limit?: number;
                };
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
                        "application/json": components["schemas"]["MailList"];
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
         * Send a test letter
         * @description Answers at once; GET /instance/mails/{id} tells how it goes.
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
                        /** @description One e-mail address. */
                        to: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            mail: components["schemas"]["Mail"];
                        };
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
    "/api/v1/instance/mails/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a letter that was kept for want of a mail server */
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
                        "application/json": components["schemas"]["MailAnswer"];
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
    "/api/v1/instance/plugins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Plugins and how they are doing */
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
                        "application/json": components["schemas"]["InstalledPluginList"];
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
    "/api/v1/instance/plugins/{id}": {
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
        /**
         * Switch a plugin on or off
         * @description Switching one on starts it anew and forgets its faults.
         */
        patch: {
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
                        isEnabled: boolean;
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
                        "application/json": components["schemas"]["InstalledPlugin"];
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
    "/api/v1/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every setting of this server, with what said so
         * @description Secrets are never sent; isSet says whether there is one.
         */
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
                        "application/json": components["schemas"]["Configuration"];
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
        /**
         * Override settings while the server runs
         * @description Counts on every instance within seconds and stays over restarts. Only live settings can be overridden. Send
         *     the revision as ETag in If-Match to be told when somebody else changed something.
         */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "if-match"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Values by key; null resets. All of them count together or none. */
                        changes: {
                            [key: string]: (string | number | boolean | string[]) | null;
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
                        "application/json": components["schemas"]["Configuration"];
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
    "/api/v1/configuration/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Reset a setting to what the server was started with */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "if-match"?: string;
                };
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Reset. */
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
    "/api/v1/prompts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What language models are told, as far as it can be reworded */
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
                        "application/json": components["schemas"]["PromptList"];
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
    "/api/v1/prompts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One prompt and the text in use */
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
                        "application/json": components["schemas"]["Prompt"];
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
    "/api/v1/prompts/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Texts that have been written for a prompt, the newest first */
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
                        "application/json": components["schemas"]["PromptVersionList"];
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
         * Write another text for a prompt
         * @description It is used only once it is activated.
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
                        text: string;
                        /**
                         * @description What is different, and why.
                         * @default
                         */
                        note?: string;
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
                        "application/json": components["schemas"]["PromptVersion"];
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
    "/api/v1/prompts/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What is wrong with a text, and what a model would be told of a question
         * @description Asks no model; nothing is stored.
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
                        text: string;
                        sourceId?: string;
                        question?: string;
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
                        "application/json": components["schemas"]["PromptPreview"];
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
    "/api/v1/prompts/{id}/versions/{number}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a source's verified questions to a version and to what is in use
         * @description Answers with an evaluation, which GET /evaluations/{id} follows.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    number: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Its verified questions are put to the version and to what is in use. */
                        sourceId: string;
                        timeZone?: string;
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
                        "application/json": components["schemas"]["Evaluation"];
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
    "/api/v1/prompts/{id}/active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Use a version of a prompt, an earlier one, or what is built in */
        put: {
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
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Null: back to what is built in. */
                        version: number | null;
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
                        "application/json": components["schemas"]["Prompt"];
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
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the server, its sources and its jobs are doing */
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
                        "application/json": components["schemas"]["Operations"];
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
    "/api/v1/instance/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The latest lines of the log, of every instance
         * @description Each instance keeps its latest 2,000 lines in memory; they have lost their secrets before.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Lines of this level and graver ones. */
                    level?: "debug" | "info" | "warn" | "error";
                    /** @description A part of the message, of a request's id or of anything else in the line. */
                    text?: string;
                    limit?: number;
                };
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
                        "application/json": components["schemas"]["LogLineList"];
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
    "/api/v1/instance/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What runs in the background, and how it went the last time */
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
                        "application/json": components["schemas"]["JobList"];
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
    "/api/v1/instance/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a job, whichever instance runs it */
        post: {
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
                /** @description It has been told. */
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/jobs/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a job once more, or now */
        post: {
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
                /** @description It has begun. */
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
        ErrorInput: {
            /**
             * @description Stable name of the error; see docs/errors.md.
             * @enum {string}
             */
            code: "REQUEST_INVALID" | "REQUEST_TOO_LARGE" | "REQUEST_MEDIA_TYPE" | "REQUEST_METHOD" | "REQUEST_RATE_LIMITED" | "REQUEST_CANCELLED" | "ROUTE_NOT_FOUND" | "ORIGIN_FORBIDDEN" | "IDEMPOTENCY_MISMATCH" | "IDEMPOTENCY_IN_PROGRESS" | "MCP_SESSION_NOT_FOUND" | "CONFIG_INVALID" | "CONFIG_NOT_FOUND" | "ENGINE_RESTARTED" | "JOB_NOT_FOUND" | "JOB_NOT_POSSIBLE" | "PLUGIN_NOT_FOUND" | "PLUGIN_REFUSED" | "PLUGIN_FAILED" | "SERVICE_STOPPING" | "SERVICE_BUSY" | "SHARED_STATE_UNREACHABLE" | "INTERNAL_ERROR" | "LIMIT_RUNNING_REACHED" | "LIMIT_ABOVE_SERVER" | "LIMIT_STREAMS_REACHED" | "AUTH_REQUIRED" | "AUTH_EXPIRED" | "AUTH_SIGN_IN_FAILED" | "AUTH_TOO_MANY_TRIES" | "AUTH_TICKET_INVALID" | "AUTH_CODE_WRONG" | "TWO_FACTOR_CODE_WRONG" | "TWO_FACTOR_ALREADY_ON" | "TWO_FACTOR_NOT_ON" | "TWO_FACTOR_REQUIRED" | "SSO_PROVIDER_NOT_FOUND" | "SSO_PROVIDER_UNREACHABLE" | "SSO_STATE_INVALID" | "SSO_ANSWER_INVALID" | "SSO_EMAIL_UNVERIFIED" | "SSO_DOMAIN_NOT_ALLOWED" | "SSO_NO_ACCOUNT" | "SSO_LINKED_ELSEWHERE" | "SSO_NOT_LINKED" | "SSO_LAST_WAY_IN" | "CREDENTIAL_SESSIONS_OFF" | "CREDENTIAL_SESSION_CONNECTOR" | "AUTH_SESSION_REQUIRED" | "ACCOUNT_REGISTRATION_CLOSED" | "ACCOUNT_PASSWORD_WEAK" | "ACCOUNT_PASSWORD_WRONG" | "ACCOUNT_LINK_INVALID" | "ACCOUNT_SETUP_DONE" | "ACCOUNT_EMAIL_TAKEN" | "ACCOUNT_AVATAR_INVALID" | "ACCOUNT_SESSION_NOT_FOUND" | "ACCOUNT_STILL_NEEDED" | "PERMISSION_DENIED" | "USER_NOT_FOUND" | "USER_IS_ONESELF" | "USER_LAST_ADMIN" | "SESSION_NOT_FOUND" | "WORKSPACE_NOT_FOUND" | "WORKSPACE_REQUIRED" | "WORKSPACE_NAME_MISMATCH" | "WORKSPACE_NOT_A_TEAM" | "WORKSPACE_LIMIT" | "MEMBER_NOT_FOUND" | "MEMBER_LAST_OWNER" | "MEMBER_ABOVE_YOU" | "MEMBER_ALREADY" | "MEMBER_LIMIT" | "INVITATION_NOT_FOUND" | "INVITATION_OTHER_PERSON" | "API_KEY_NOT_FOUND" | "API_KEY_LIMIT" | "API_KEY_IN_ADDRESS" | "MAIL_ADDRESS_INVALID" | "MAIL_NOT_FOUND" | "SOURCE_NOT_FOUND" | "SOURCE_NAME_TAKEN" | "SOURCE_READ_ONLY" | "SOURCE_SEEN_IN_PART" | "DATA_RULE_NOT_FOUND" | "DATA_RULE_INVALID" | "DATA_RULE_ON_COMBINATION" | "DATA_RULES_FULL" | "DATA_RULES_NEED_MEMBERS" | "SOURCE_SYNCING" | "SOURCE_NOT_SYNCED" | "CONNECTOR_NOT_FOUND" | "SOURCE_CONFIG_INVALID" | "SOURCE_SECRET_REQUIRED" | "SOURCE_UNREACHABLE" | "SOURCE_TLS_FAILED" | "SOURCE_SIGN_IN_FAILED" | "SOURCE_CONNECTION_LOST" | "SOURCE_RIGHTS_MISSING" | "CONSENT_NOT_FOUND" | "ADDRESS_NOT_ALLOWED" | "HOST_NOT_FOUND" | "TABLE_NOT_FOUND" | "UPLOAD_TOO_LARGE" | "STORAGE_QUOTA_REACHED" | "UPLOAD_EMPTY" | "UPLOAD_NOT_FOUND" | "FILE_NOT_FOUND" | "FILE_REJECTED" | "FILE_KIND_UNKNOWN" | "FILE_EMPTY" | "COMBINATION_INVALID" | "COMBINATION_MEMBER_GONE" | "COMBINATION_TOO_LARGE" | "SOURCE_NOT_DISCLOSED" | "STORAGE_FULL" | "PROMPT_NOT_FOUND" | "PROMPT_INVALID" | "PROMPT_WITHOUT_MODEL" | "EDIT_CONFLICT" | "EDIT_NOT_POSSIBLE" | "CONVERSATION_NOT_FOUND" | "CONVERSATION_FULL" | "MESSAGE_NOT_FOUND" | "SHARE_NOT_FOUND" | "SAVED_ANSWER_NOT_FOUND" | "QUESTION_EMPTY" | "READING_NOT_OFFERED" | "KNOWLEDGE_NOT_FOUND" | "KNOWLEDGE_INVALID" | "KNOWLEDGE_EXISTS" | "KNOWLEDGE_FULL" | "SQL_SYNTAX" | "SQL_REFUSED" | "SQL_UNKNOWN_TABLE" | "SQL_UNKNOWN_COLUMN" | "SQL_TYPE_MISMATCH" | "SQL_TABLES_UNRELATED" | "SQL_FAILED" | "QUERY_NOT_EXPRESSIBLE" | "QUERY_TIMEOUT" | "QUERY_CANCELLED" | "QUERY_TOO_LARGE" | "EVALUATION_NOT_FOUND" | "EVALUATION_EMPTY" | "EVALUATION_RUNNING" | "EVALUATION_DRAFTER_UNKNOWN" | "QUERY_OVER_BUDGET" | "RESULT_NOT_FOUND" | "RESULT_EXPIRED" | "EXPORT_TOO_LARGE" | "CHART_NOT_POSSIBLE" | "EXPORT_FORMAT_UNKNOWN" | "MODEL_UNREACHABLE" | "MODEL_TIMEOUT" | "MODEL_RATE_LIMITED" | "MODEL_CREDENTIALS_REFUSED" | "MODEL_UNKNOWN" | "MODEL_REFUSED" | "MODEL_REPLY_INVALID" | "MODEL_INCOMPLETE" | "MODEL_REQUEST_INVALID" | "MODEL_ALLOWANCE_USED_UP" | "MODEL_CONFIG_INVALID" | "PROVIDER_NOT_FOUND";
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
        SignedInInput: {
            /** @constant */
            status: "signedIn";
            /** @constant */
            tokenType?: "Bearer";
            /** @description Only for programs. */
            accessToken?: string;
            /** @description Only for programs. Each is good for one use. */
            refreshToken?: string;
            /** @description Seconds until the access token has to be renewed. */
            expiresIn: number;
            /** @description Seconds until the person has to sign in again. */
            refreshExpiresIn: number;
        };
        SignInAnswerInput: components["schemas"]["SignedInInput"] | {
            /** @constant */
            status: "secondFactorRequired";
            /** @description To be sent with the code of the second factor. */
            ticket: string;
        };
        RegisterAnswerInput: components["schemas"]["SignedInInput"] | {
            /**
             * @description The same whether or not there is an account already.
             * @constant
             */
            status: "mailSent";
        };
        MeInput: {
            /**
             * @description nobody: not signed in, where use without an account is not allowed.
             * @enum {string}
             */
            kind: "user" | "apiKey" | "credentials" | "anonymous" | "nobody";
            user: {
                id: string;
                email: string;
                name: string;
                isInstanceAdmin: boolean;
                isEmailVerified: boolean;
                hasPassword: boolean;
                avatarUrl: string | null;
            } | null;
            /** @description The one that requests are about; null while the person is in none. */
            workspace: {
                id: string;
                name: string;
                /** @enum {string} */
                kind: "demo" | "anonymous" | "team";
                /** @enum {string} */
                role: "owner" | "admin" | "analyst" | "viewer";
            } | null;
            /** @description What the caller may do in this workspace and on this server. */
            permissions: string[];
            /** @description What a person can do from here. */
            possible: {
                /** @description Use without an account. */
                anonymous: boolean;
                /** @enum {string} */
                registration: "closed" | "invited" | "open";
                /** @description Nobody has an account yet; the link to make the first is on the server's console. */
                setup: boolean;
                /** @description This browser holds data that can be kept when signing in. */
                keepData: boolean;
                /** @description Use with the credentials of a database alone. */
                credentialSessions: boolean;
                singleSignOn: {
                    id: string;
                    label: string;
                }[];
            };
        };
        AfterNewPasswordInput: {
            endedSessions: number;
            /** @description Keys of the API go on working: look through them. */
            apiKeys: {
                id: string;
                name: string;
                prefix: string;
                createdAt: string;
            }[];
        };
        ConfirmedEmailInput: {
            email: string;
        };
        AccountInput: {
            id: string;
            email: string;
            name: string;
            isInstanceAdmin: boolean;
            isEmailVerified: boolean;
            hasPassword: boolean;
            avatarUrl: string | null;
            createdAt: string;
            revision: number;
        };
        AccountSessionInput: {
            id: string;
            isCurrent: boolean;
            /** @description How the person showed who they are. */
            method: string;
            userAgent: string;
            address: string;
            /** @description Name of the one it works in. */
            workspace: string | null;
            createdAt: string;
            lastSeenAt: string;
            expiresAt: string;
        };
        AccountSessionListInput: {
            items: components["schemas"]["AccountSessionInput"][];
            nextCursor: string | null;
        };
        EndedSessionsInput: {
            ended: number;
        };
        AccountDeletionPreviewInput: {
            /** @description Those of which the person is the only owner; they go with the account. */
            workspaces: {
                id: string;
                name: string;
                /** @description People who lose it as well. */
                otherMembers: number;
            }[];
            /** @description Nobody else looks after the server: somebody has to be named first. */
            isOnlyInstanceAdmin: boolean;
        };
        AuditEventInput: {
            id: string;
            at: string;
            workspaceId: string | null;
            /** @enum {string} */
            actorKind: "user" | "apiKey" | "credentials" | "anonymous" | "nobody";
            actorId: string | null;
            /** @description E-mail address at the time. */
            actor: string;
            action: string;
            targetType: string | null;
            targetId: string | null;
            /** @enum {string} */
            outcome: "done" | "refused" | "failed";
            detail: {
                [key: string]: string | number | boolean | null;
            };
            address: string;
        };
        InstanceSessionInput: {
            id: string;
            userId: string;
            email: string;
            workspaceId: string | null;
            /** @description How the person proved who they are. */
            method: string;
            userAgent: string;
            address: string;
            createdAt: string;
            lastSeenAt: string;
            expiresAt: string;
            isYours: boolean;
        };
        InstanceUserInput: {
            id: string;
            email: string;
            name: string;
            isInstanceAdmin: boolean;
            isVerified: boolean;
            isDisabled: boolean;
            createdAt: string;
            lastSeenAt: string | null;
            /** @description Devices signed in now. */
            sessions: number;
            workspaces: {
                id: string;
                name: string;
                /** @enum {string} */
                role: "owner" | "admin" | "analyst" | "viewer";
            }[];
        };
        InstanceWorkspaceInput: {
            id: string;
            name: string;
            /** @enum {string} */
            kind: "team" | "anonymous";
            members: number;
            /** @description E-mail addresses of its owners. */
            owners: string[];
            sources: number;
            bytes: number;
            /** @description Room for its sources; the server's own where none was given to it. */
            limitBytes: number;
            hasOwnLimit: boolean;
            /** @description Asked in the last 30 days. */
            questions: number;
            createdAt: string;
        };
        UsageInput: {
            from: string;
            to: string;
            total: {
                questions: number;
                /** @description SQL that people wrote themselves. */
                statements: number;
                /** @description Questions that were not understood well enough to be answered. */
                unanswered: number;
                failed: number;
                people: number;
                /** @description Half of the answers took no longer than this, from the request to the answer. */
                p50Ms: number;
                p95Ms: number;
            };
            /** @description Every day (UTC) of the time asked for. */
            days: {
                day: string;
                questions: number;
                /** @description SQL that people wrote themselves. */
                statements: number;
                /** @description Questions that were not understood well enough to be answered. */
                unanswered: number;
                failed: number;
                people: number;
                /** @description Half of the answers took no longer than this, from the request to the answer. */
                p50Ms: number;
                p95Ms: number;
            }[];
            sources: {
                sourceId: string;
                name: string | null;
                questions: number;
                /** @description SQL that people wrote themselves. */
                statements: number;
                /** @description Questions that were not understood well enough to be answered. */
                unanswered: number;
                failed: number;
                people: number;
                /** @description Half of the answers took no longer than this, from the request to the answer. */
                p50Ms: number;
                p95Ms: number;
            }[];
            people: {
                principal: string;
                name: string | null;
                email: string | null;
                questions: number;
                /** @description SQL that people wrote themselves. */
                statements: number;
                /** @description Questions that were not understood well enough to be answered. */
                unanswered: number;
                failed: number;
                people: number;
                /** @description Half of the answers took no longer than this, from the request to the answer. */
                p50Ms: number;
                p95Ms: number;
            }[];
            errors: {
                code: string;
                count: number;
            }[];
            topQuestions: {
                question: string;
                count: number;
                lastAt: string;
            }[];
            unansweredQuestions: {
                question: string;
                count: number;
                lastAt: string;
            }[];
            storage: {
                sources: number;
                bytes: number;
            };
        };
        ReceiptConditionInput: {
            id: string;
            words: string;
            sql: string;
            start: number;
            end: number;
        };
        DateWindowInput: {
            conditionIds: string[];
            column: string;
            /** @description Inclusive. */
            from: string | null;
            /** @description Exclusive. */
            to: string | null;
            zone: string;
            start: number;
            end: number;
        };
        ReceiptJoinInput: {
            table: string;
            on: string;
            /** @enum {string} */
            kind: "inner" | "left" | "right" | "full" | "cross";
            mayMultiply: boolean | null;
            rowsIn?: number;
            rowsOut?: number;
        };
        ModelUseInput: {
            provider: string;
            model: string;
            calls: number;
            inputTokens: number;
            outputTokens: number;
            costUsd?: number;
            /** @enum {string} */
            disclosure: "full" | "schema" | "aggregates" | "nothing";
            promptTokens?: number;
        };
        LimitedTableInput: {
            table: string;
            /** @description Rows were left out that the asker may not see. */
            hasFewerRows: boolean;
            /** @description Columns whose values the asker sees masked or hashed. */
            maskedColumns: string[];
        };
        ReceiptInput: {
            tables: string[];
            filters: string[];
            sourceVersion: string;
            /** @enum {string} */
            draftedBy: "engine" | "person" | "model";
            isFromCache: boolean;
            conditions: components["schemas"]["ReceiptConditionInput"][];
            dateWindow: components["schemas"]["DateWindowInput"] | null;
            joins: components["schemas"]["ReceiptJoinInput"][];
            /** @description Null until POST /asks/examine has counted. */
            droppedNulls: {
                /** @enum {string} */
                by: "figure" | "condition";
                of: string;
                rows: number;
            }[] | null;
            definitions: {
                /** @enum {string} */
                kind: "metric" | "alias" | "default-filter" | "join" | "verified";
                name: string;
                meaning: string;
            }[];
            freshness: {
                versionAt: string | null;
                isLive: boolean;
                dataFrom: string | null;
                dataTo: string | null;
                dataColumn: string | null;
            };
            isTruncated: boolean;
            /** @description Every model that was told of the source; empty: nothing left the house. */
            models: components["schemas"]["ModelUseInput"][];
            /** @description What the workspace's rules keep from whoever asked; absent where everything was seen. */
            limits?: components["schemas"]["LimitedTableInput"][];
        };
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
            /**
             * @description A rule keeps the caller from the values as they are.
             * @enum {string}
             */
            masking?: "mask" | "hash";
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
            /** @description Without that of the primary key; absent where the source has none or does not tell. */
            indexes?: {
                name: string;
                columns: string[];
                isUnique: boolean;
            }[];
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
            /** @description All rows of a number column, between round edges. */
            histogram?: {
                from: number;
                to: number;
                count: number;
            }[];
        };
        TrustCheckInput: {
            /** @enum {string} */
            id: "verified-answer" | "words-used" | "choices-made" | "values-exist" | "join-fan-out" | "second-reading" | "definition-used" | "result-plausible" | "complete" | "fresh";
            /** @enum {string} */
            state: "pass" | "warn" | "fail" | "unknown";
            why: string;
            evidence: string[];
        };
        TrustInput: {
            /**
             * @description From the checks alone, by fixed rules; never a model's opinion.
             * @enum {string}
             */
            level: "verified" | "checked" | "caution" | "unchecked";
            summary: string;
            checks: components["schemas"]["TrustCheckInput"][];
            /** @description False until POST /asks/examine has made the checks that ask the source again. */
            isExamined: boolean;
        };
        InsightInput: {
            /** @enum {string} */
            kind: "trend" | "change" | "outlier" | "concentration" | "seasonality" | "correlation" | "reversal";
            sentence: string;
            columns: string[];
            effect: number;
            /** @description Corrected for all tests made on the result. */
            pValue?: number;
            test: string;
            sample: number;
        };
        RemedyInput: {
            id: string;
            title: string;
            why: string;
            sql: string;
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
            trust: components["schemas"]["TrustInput"];
            insights: components["schemas"]["InsightInput"][];
            remedies: components["schemas"]["RemedyInput"][];
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
            /**
             * @description A last row that is called a total and adds up those above it; left out unless it is to be kept.
             * @enum {string}
             */
            totalsRow?: "leaveOut" | "keep";
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
             * @description files: uploaded; remote: queried where it is; synced: copied by a sync; combined: of several others; demo: came with the product.
             * @enum {string}
             */
            kind: "files" | "demo" | "remote" | "synced" | "combined";
            /** @enum {string} */
            dialect: "duckdb" | "sqlite" | "postgres" | "mysql" | "trino" | "bigquery" | "mongodb";
            /**
             * @description disconnected: somebody has to enter credentials; statusReason says why.
             * @enum {string}
             */
            status: "connected" | "syncing" | "error" | "disconnected";
            statusReason: string | null;
            tableCount: number;
            /** @description Of the tables that the caller sees every row of. */
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
            /** @description Whether values of it may stand in statements that the databases of other sources are sent, when it is combined with them. */
            sendsKeys: boolean;
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
            trust: components["schemas"]["TrustInput"];
            receipt: components["schemas"]["ReceiptInput"] | null;
            readonly insights: components["schemas"]["InsightInput"][];
            /** @description What plugins of this server have to say of the statement. */
            notes: string[];
            /** @description Statements that would find something where this one found nothing. */
            readonly remedies: components["schemas"]["RemedyInput"][];
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
        ExaminationInput: {
            trust: components["schemas"]["TrustInput"];
            receipt: components["schemas"]["ReceiptInput"];
            remedies: components["schemas"]["RemedyInput"][];
            insights: components["schemas"]["InsightInput"][];
        };
        FollowUpsInput: {
            readonly followUps: {
                question: string;
                sql: string;
            }[];
        };
        EditedStatementInput: {
            sql: string;
        };
        RunComparisonInput: {
            isSame: boolean;
            reasons: ("data" | "definition" | "sql")[];
            summary: string;
            /** @description Columns by which rows were matched; empty when whole rows were. */
            keyColumns: string[];
            added: unknown[][];
            removed: unknown[][];
            changed: {
                key: unknown[];
                column: string;
                before: unknown;
                after: unknown;
            }[];
            isCapped: boolean;
            counts: {
                added: number;
                removed: number;
                changed: number;
            };
        };
        RerunAnswerInput: {
            answer: components["schemas"]["AnswerInput"];
            comparison: components["schemas"]["RunComparisonInput"];
        };
        ConversationInput: {
            id: string;
            /** @description The first question until somebody names it. */
            title: string;
            /** @description Null once the source is gone: readable, no longer to be asked. */
            sourceId: string | null;
            /** @description Of the source asked last. */
            sourceName: string;
            messageCount: number;
            revision: number;
            /** @description ISO-8601, UTC. */
            createdAt: string;
            /** @description ISO-8601, UTC. */
            updatedAt: string;
            expiresAt: string | null;
            /** @description When its share link was made; null: not shared. */
            sharedAt: string | null;
            forkedFrom: string | null;
            /** @description Since when everybody in the workspace may read it; null: only its owner. */
            workspaceSharedAt: string | null;
            /** @description Name of whose it is; empty where nobody has an account. */
            owner: string;
            /** @description Whoever it belongs to goes on in it; others read it, and go on in one of their own. */
            isYours: boolean;
        };
        MessageInput: {
            id: string;
            question: string;
            /** @enum {string} */
            mode: "run" | "generate";
            /** @enum {string} */
            state: "done" | "failed" | "cancelled";
            /** @description ISO-8601, UTC. */
            askedAt: string;
            elapsedMs: number;
            /** @description Null once the source is gone: readable, no longer to be asked. */
            sourceId: string | null;
            sourceName: string;
            sql: string | null;
            /** @description The answer in words; null where there is none or its source is gone. */
            sentence: string | null;
            /** @description With the first rows of its result, 50 at most. Null where it failed, and once its source is gone. */
            answer: components["schemas"]["AnswerInput"] | null;
            /** @description The whole result can still be paged and exported by its id. */
            isResultKept: boolean;
            /** @description It was answered under other rules than hold for you: ask again to get your own answer. */
            isWithheld: boolean;
            error: {
                code: string;
                message: string;
            } | null;
        };
        ConversationWithMessagesInput: {
            conversation: components["schemas"]["ConversationInput"];
            messages: components["schemas"]["MessageInput"][];
        };
        SharedConversationInput: {
            title: string;
            /** @description ISO-8601, UTC. */
            sharedAt: string;
            messages: {
                question: string;
                /** @description ISO-8601, UTC. */
                askedAt: string;
                /** @enum {string} */
                state: "done" | "failed" | "cancelled";
                sourceName: string;
                /** @description Its source is under rules, so that its answer is not for everybody. */
                isWithheld: boolean;
                sentence: string | null;
                explanation: string | null;
                assumptions: string[];
                sql: string | null;
                chart: components["schemas"]["ChartSpecInput"] | null;
                result: {
                    columns: components["schemas"]["ResultColumnInput"][];
                    /** @description The first rows, 50 at most. */
                    rows: unknown[][];
                    rowCount: number;
                    isTruncated: boolean;
                } | null;
            }[];
        };
        HistoryEntryInput: {
            id: string;
            question: string;
            /** @enum {string} */
            state: "done" | "failed" | "cancelled";
            /** @description ISO-8601, UTC. */
            askedAt: string;
            /** @description Null once the source is gone: readable, no longer to be asked. */
            sourceId: string | null;
            sourceName: string;
            sql: string | null;
            /** @description The answer in words; null where there is none or its source is gone. */
            sentence: string | null;
            /** @description It was answered under other rules than hold for you: ask again to get your own answer. */
            isWithheld: boolean;
            conversationId: string;
            conversationTitle: string;
        };
        ConversationListInput: {
            items: components["schemas"]["ConversationInput"][];
            nextCursor: string | null;
        };
        HistoryInput: {
            items: components["schemas"]["HistoryEntryInput"][];
            nextCursor: string | null;
        };
        ShareInput: {
            /** @description Shown once; only its digest is kept. The web app's link is /shared#{token}. */
            token: string;
            sharedAt: string;
            /** @description Messages the link shows; what is asked later is not shown. */
            messageCount: number;
        };
        SavedAnswerInput: {
            id: string;
            name: string;
            question: string;
            sql: string;
            chart: components["schemas"]["ChartSpecInput"] | null;
            /** @description Null once the source is gone: it can be read, not run. */
            sourceId: string | null;
            sourceName: string;
            revision: number;
            createdAt: string;
            updatedAt: string;
            /** @description When it was last run from here. */
            runAt: string | null;
            expiresAt: string | null;
            /** @description Since when everybody in the workspace may read and run it; null: only its owner. */
            workspaceSharedAt: string | null;
            /** @description Name of whose it is; empty where nobody has an account. */
            owner: string;
            isYours: boolean;
        };
        SavedAnswerListInput: {
            items: components["schemas"]["SavedAnswerInput"][];
            nextCursor: string | null;
        };
        SettingInput: {
            /** @description Its place in parlance.yaml: section.name. */
            key: string;
            /** @description Its name in the environment. */
            env: string;
            description: string;
            /** @enum {string} */
            kind: "text" | "number" | "boolean" | "list" | "choice";
            /** @description Written with a unit. */
            unit: ("ms" | "bytes") | null;
            choices: string[];
            /** @description Its value is never sent. */
            isSecret: boolean;
            /** @description A change counts at once; others are made where the server is started. */
            isLive: boolean;
            /** @description Something else than the default is in force. */
            isSet: boolean;
            /** @description What is in force; null where nothing is, and for secrets. */
            value: (string | number | boolean | string[]) | null;
            default: (string | number | boolean | string[]) | null;
            /**
             * @description What said so. Overrides come before the command line, and that before the environment and the file.
             * @enum {string}
             */
            origin: "default" | "file" | "environment" | "commandLine" | "override";
            /** @description Where it was written: a file with line and column, a variable, an option. */
            place: string | null;
            /** @description What resetting an override brings back. */
            underneath: {
                /** @enum {string} */
                origin: "default" | "file" | "environment" | "commandLine" | "override";
                value: (string | number | boolean | string[]) | null;
            };
            /** @description It was changed since the start, and counts after the next. */
            isRestartNeeded: boolean;
            changedBy: string | null;
            changedAt: string | null;
        };
        ConfigurationInput: {
            /** @description Grows with every change; send it as ETag in If-Match. */
            revision: number;
            /** @description Name of the parlance.yaml that was read. */
            file: string | null;
            items: components["schemas"]["SettingInput"][];
            nextCursor: string | null;
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
        CredentialSessionInput: {
            /** @description Only for programs, shown this once: send it as X-Session-ID. Browsers have it in a cookie. */
            sessionId?: string;
            /**
             * Format: date-time
             * @description When it ends, whatever is done in it.
             */
            expiresAt: string;
            source: components["schemas"]["SourceInput"];
        };
        DrafterInput: {
            id: string;
            label: string;
        };
        DrafterListInput: {
            items: components["schemas"]["DrafterInput"][];
        };
        EvaluationTallyInput: {
            drafter: string;
            label: string;
            /** @description Questions put to it so far. */
            answers: number;
            /** @description The same rows and columns. */
            strict: number;
            /** @description All that was asked for, with columns beside it. */
            tolerant: number;
            wrong: number;
            /** @description It said that it does not know. */
            unanswered: number;
            failed: number;
            elapsedMs: number;
            inputTokens: number;
            outputTokens: number;
            costUsd: number | null;
        };
        EvaluationInput: {
            id: string;
            sourceId: string;
            /** @enum {string} */
            state: "running" | "done" | "stopped" | "failed";
            message: string | null;
            sourceVersion: string;
            questionCount: number;
            startedAt: string;
            endedAt: string | null;
            tallies: components["schemas"]["EvaluationTallyInput"][];
        };
        EvaluationListInput: {
            items: components["schemas"]["EvaluationInput"][];
            nextCursor: string | null;
        };
        EvaluationWithAnswersInput: {
            id: string;
            sourceId: string;
            /** @enum {string} */
            state: "running" | "done" | "stopped" | "failed";
            message: string | null;
            sourceVersion: string;
            questionCount: number;
            startedAt: string;
            endedAt: string | null;
            tallies: components["schemas"]["EvaluationTallyInput"][];
            answers: {
                position: number;
                drafter: string;
                question: string;
                goldSql: string;
                sql: string | null;
                verdict: string;
                confidence: number;
                draftedBy: string;
                /** @enum {string} */
                outcome: "strict" | "tolerant" | "wrong" | "unanswered" | "failed";
                message: string | null;
                elapsedMs: number;
                inputTokens: number;
                outputTokens: number;
                costUsd: number | null;
            }[];
        };
        EvaluationDifferenceInput: {
            columns: {
                right: string[];
                given: string[];
            };
            /** @description Rows of the verified statement, as it is now. */
            right: unknown[][];
            /** @description Rows of the drafted statement, as it is now. */
            given: unknown[][];
            /** @description Rows that should be there and are not; compared where both have as many columns. */
            missing: unknown[][];
            /** @description Rows that should not be there. */
            extra: unknown[][];
            /** @description More rows than are shown. */
            isCut: boolean;
        };
        KnowledgeConditionInput: {
            column: string;
            isOneOf: (string | number | boolean)[];
        };
        KnowledgeFigureInput: {
            /** @constant */
            kind: "figure";
            /** @enum {string} */
            fn: "sum" | "avg" | "min" | "max" | "median" | "count";
            table: string;
            /** @description Rows are counted where it is left out. */
            column?: string;
            /** @description Only rows that meet all of these enter. */
            only?: components["schemas"]["KnowledgeConditionInput"][];
        };
        KnowledgeMetricInput: components["schemas"]["KnowledgeFigureInput"] | {
            /** @constant */
            kind: "ratio";
            above: components["schemas"]["KnowledgeFigureInput"];
            below: components["schemas"]["KnowledgeFigureInput"];
        } | {
            /** @constant */
            kind: "expression";
            table: string;
            /** @description One value over the rows of the table, such as SUM(price * quantity). */
            sql: string;
        };
        KnowledgeBodyInput: {
            /** @constant */
            kind: "description";
            table: string;
            column?: string;
            text: string;
        } | {
            /** @constant */
            kind: "alias";
            phrase: string & (unknown & unknown);
            target: {
                /** @constant */
                kind: "table";
                table: string;
            } | {
                /** @constant */
                kind: "column";
                table: string;
                column: string;
            } | {
                /** @constant */
                kind: "value";
                table: string;
                column: string;
                value: string;
            };
        } | {
            /** @constant */
            kind: "metric";
            name: string & (unknown & unknown);
            synonyms?: (string & (unknown & unknown))[];
            description?: string;
            definition: components["schemas"]["KnowledgeMetricInput"];
            grain?: string & (unknown & unknown);
            /** @enum {string} */
            format?: "number" | "integer" | "percent" | "currency" | "duration";
            unit?: string;
        } | {
            /** @constant */
            kind: "join";
            from: {
                table: string;
                column: string;
            };
            to: {
                table: string;
                column: string;
            };
            role?: string & (unknown & unknown);
        } | {
            /** @constant */
            kind: "term";
            term: string & (unknown & unknown);
            text: string;
        } | {
            /** @constant */
            kind: "filter";
            table: string;
            only: components["schemas"]["KnowledgeConditionInput"][];
            text?: string;
        } | {
            /** @constant */
            kind: "hidden";
            table: string;
            column?: string;
        } | {
            /** @constant */
            kind: "verified";
            question: string;
            sql: string;
        };
        UploadProgressInput: {
            /** @enum {string} */
            phase: "receive" | "sniff" | "convert" | "profile" | "keys" | "index" | "done" | "failed";
            bytesDone: number;
            bytesTotal: number;
            rows: number;
            table?: string;
        };
        KnowledgeFaultInput: {
            field: string;
            message: string;
            /** @description What was most likely meant. */
            nearest?: string;
        };
        KnowledgeEntryInput: {
            id: string;
            /**
             * @description Only approved entries change answers.
             * @enum {string}
             */
            status: "proposed" | "approved" | "rejected";
            /** @enum {string} */
            origin: "person" | "correction" | "usage";
            body: components["schemas"]["KnowledgeBodyInput"];
            /** @description What led to it. */
            note: string | null;
            /** @description What it names that the source no longer has. Kept, and not used until that is mended. */
            faults: components["schemas"]["KnowledgeFaultInput"][];
            /** @description ISO-8601, UTC. */
            createdAt: string;
            /** @description ISO-8601, UTC. */
            updatedAt: string;
            revision: number;
            /** @description Name of whoever wrote it down; null: nobody with an account. */
            writtenBy: string | null;
            /** @description Name of whoever approved or rejected it last. */
            decidedBy: string | null;
        };
        KnowledgeListInput: {
            items: components["schemas"]["KnowledgeEntryInput"][];
            nextCursor: string | null;
            counts: {
                proposed: number;
                approved: number;
                rejected: number;
            };
        };
        KnowledgeTrialReadingInput: {
            /** @enum {string} */
            verdict: "answer" | "confirm" | "ask" | "handover";
            sql: string | null;
            explanation: string;
            unusedWords: string[];
        };
        KnowledgeTrialInput: {
            faults: components["schemas"]["KnowledgeFaultInput"][];
            /** @description What a figure comes to over everything. */
            value?: unknown;
            /** @description False for a figure that only a language model can make use of. */
            isExpressible?: boolean;
            before: components["schemas"]["KnowledgeTrialReadingInput"] | null;
            after: components["schemas"]["KnowledgeTrialReadingInput"] | null;
        };
        FeedbackAnswerInput: {
            /** @description What was suggested because of it; somebody has to approve it. */
            proposals: components["schemas"]["KnowledgeEntryInput"][];
        };
        FeedbackInput: {
            id: string;
            /** @enum {string} */
            kind: "good" | "bad" | "picked" | "edited" | "meant";
            question: string;
            sql: string | null;
            comment: string | null;
            createdAt: string;
        };
        FeedbackListInput: {
            items: components["schemas"]["FeedbackInput"][];
            nextCursor: string | null;
        };
        KnowledgeChangeInput: {
            /** @enum {string} */
            change: "added" | "changed" | "removed";
            before: components["schemas"]["KnowledgeBodyInput"] | null;
            after: components["schemas"]["KnowledgeBodyInput"] | null;
        };
        KnowledgeProblemInput: {
            field: string;
            /** @description From 1; 0 for the file as a whole. */
            line: number;
            message: string;
        };
        KnowledgeImportInput: {
            isApplied: boolean;
            changes: components["schemas"]["KnowledgeChangeInput"][];
            /** @description What keeps the file from being taken in; nothing is applied while there are any. */
            problems: components["schemas"]["KnowledgeProblemInput"][];
        };
        WorkspaceLimitsInput: {
            storage: {
                usedBytes: number;
                limitBytes: number;
            };
            models: {
                /** @description Start of the month (UTC) that is counted. */
                from: string;
                /** @description When counting starts anew. */
                until: string;
                workspace: {
                    /** @description Tokens read and written by language models. */
                    tokens: {
                        used: number;
                        /** @description Null: as much as is asked for. */
                        limit: number | null;
                    };
                    /** @description What calls whose price is known have cost, in US dollars. */
                    usd: {
                        used: number;
                        /** @description Null: as much as is asked for. */
                        limit: number | null;
                    };
                    /** @description Calls of this month whose price is not known: a limit in dollars does not hold them, one in tokens does. */
                    unpricedCalls: number;
                };
                /** @description You, in this workspace. */
                person: {
                    /** @description Tokens read and written by language models. */
                    tokens: {
                        used: number;
                        /** @description Null: as much as is asked for. */
                        limit: number | null;
                    };
                    /** @description What calls whose price is known have cost, in US dollars. */
                    usd: {
                        used: number;
                        /** @description Null: as much as is asked for. */
                        limit: number | null;
                    };
                    /** @description Calls of this month whose price is not known: a limit in dollars does not hold them, one in tokens does. */
                    unpricedCalls: number;
                };
            };
        };
        MailInput: {
            id: string;
            /** @enum {string} */
            kind: "verify-email" | "reset-password" | "change-email" | "password-changed" | "email-changed" | "session-reused" | "security-changed" | "invitation" | "quota-warning" | "test";
            to: string;
            subject: string;
            /**
             * @description kept: there is no mail server, the letter is here to be read. waiting: it will be tried, again where attempts is
             *     above 0. sending: the mail server is being given it. bounced: refused for good. late: no longer worth sending when the
             *     mail server could be reached. unknown: cut off when the mail server may have had all of it; it is not sent again.
             * @enum {string}
             */
            state: "kept" | "waiting" | "sending" | "sent" | "bounced" | "late" | "unknown";
            attempts: number;
            /** @description What the mail server, or the way to it, last said. */
            reply: string | null;
            nextAttemptAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        MailListInput: {
            items: components["schemas"]["MailInput"][];
            nextCursor: string | null;
            counts: {
                [key: string]: number;
            };
            /** @description Whether there is a mail server; without one letters are kept here. */
            isServerSet: boolean;
        };
        MailAnswerInput: {
            mail: {
                id: string;
                /** @enum {string} */
                kind: "verify-email" | "reset-password" | "change-email" | "password-changed" | "email-changed" | "session-reused" | "security-changed" | "invitation" | "quota-warning" | "test";
                to: string;
                subject: string;
                /**
                 * @description kept: there is no mail server, the letter is here to be read. waiting: it will be tried, again where attempts is
                 *     above 0. sending: the mail server is being given it. bounced: refused for good. late: no longer worth sending when the
                 *     mail server could be reached. unknown: cut off when the mail server may have had all of it; it is not sent again.
                 * @enum {string}
                 */
                state: "kept" | "waiting" | "sending" | "sent" | "bounced" | "late" | "unknown";
                attempts: number;
                /** @description What the mail server, or the way to it, last said. */
                reply: string | null;
                nextAttemptAt: string | null;
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                updatedAt: string;
                /** @description Null once it has left. */
                text: string | null;
            };
        };
        ApiKeyInput: {
            id: string;
            name: string;
            /** @description The beginning of the key, to know it by. The rest is shown once and kept nowhere. */
            prefix: string;
            /** @enum {string} */
            access: "read" | "ask" | "full" | "custom";
            /** @description Null: all that its owner may. */
            permissions: string[] | null;
            /** @description Whom it acts for. */
            owner: {
                id: string;
                name: string;
            };
            isYours: boolean;
            createdAt: string;
            expiresAt: string | null;
            /** @description To the minute. */
            lastUsedAt: string | null;
            lastUsedAddress: string | null;
            revokedAt: string | null;
        };
        ApiKeyCreatedInput: {
            apiKey: components["schemas"]["ApiKeyInput"];
            /** @description Shown this once. */
            key: string;
        };
        ApiKeyListInput: {
            items: components["schemas"]["ApiKeyInput"][];
            nextCursor: string | null;
        };
        MemberInput: {
            userId: string;
            name: string;
            /** @description Empty unless you may change members. */
            email: string;
            /**
             * @description From the most to the least powerful: owner, admin, analyst, viewer.
             * @enum {string}
             */
            role: "owner" | "admin" | "analyst" | "viewer";
            /** @description Empty unless you may change members. */
            attributes: {
                [key: string]: string;
            };
            isYou: boolean;
            joinedAt: string;
            lastSeenAt: string | null;
        };
        MemberListInput: {
            items: components["schemas"]["MemberInput"][];
            nextCursor: string | null;
        };
        WorkspaceInput: {
            id: string;
            name: string;
            /**
             * @description anonymous: of one browser, temporary; team: of people with accounts; demo: for everybody to read.
             * @enum {string}
             */
            kind: "demo" | "anonymous" | "team";
            description: string;
            /** @description What you are in it; null for demos. */
            role: ("owner" | "admin" | "analyst" | "viewer") | null;
            /** @description The one that requests of this session or key are about. */
            isActive: boolean;
            memberCount: number;
            sourceCount: number;
            /** @description When its oldest temporary source is removed; null when none will be. */
            expiresAt: string | null;
            revision: number;
        };
        WorkspaceListInput: {
            items: components["schemas"]["WorkspaceInput"][];
            nextCursor: string | null;
        };
        InvitationInput: {
            id: string;
            email: string;
            /**
             * @description From the most to the least powerful: owner, admin, analyst, viewer.
             * @enum {string}
             */
            role: "owner" | "admin" | "analyst" | "viewer";
            /** @description Name of whoever invited them. */
            invitedBy: string | null;
            createdAt: string;
            expiresAt: string;
            /** @description When it was last sent by mail; null: its link was shown instead. */
            sentAt: string | null;
        };
        InvitationListInput: {
            items: components["schemas"]["InvitationInput"][];
            nextCursor: string | null;
        };
        InvitationMadeInput: {
            invitation: components["schemas"]["InvitationInput"];
            /** @description To be passed on by whoever invites, where this server sends no mail. Shown this once. */
            link: string | null;
        };
        OpenInvitationInput: {
            /** @description Its name. */
            workspace: string;
            email: string;
            /**
             * @description From the most to the least powerful: owner, admin, analyst, viewer.
             * @enum {string}
             */
            role: "owner" | "admin" | "analyst" | "viewer";
            invitedBy: string | null;
            expiresAt: string;
        };
        AcceptedInvitationInput: {
            workspace: components["schemas"]["WorkspaceInput"];
        };
        SourceDisclosureInput: {
            sourceId: string;
            name: string;
            kind: string;
            /**
             * @description full: names, comments, sample values and results; schema: names, types, keys and comments, and no value that stands in a
             *     cell; aggregates: as schema, and aggregated results; nothing: no model is asked about the source.
             * @enum {string}
             */
            disclosure: "full" | "schema" | "aggregates" | "nothing";
            /** @description Nobody has decided it; it follows from where the models are. */
            isDefault: boolean;
        };
        SourceDisclosureListInput: {
            /**
             * @description full: names, comments, sample values and results; schema: names, types, keys and comments, and no value that stands in a
             *     cell; aggregates: as schema, and aggregated results; nothing: no model is asked about the source.
             * @enum {string}
             */
            default: "full" | "schema" | "aggregates" | "nothing";
            items: components["schemas"]["SourceDisclosureInput"][];
            nextCursor: string | null;
        };
        ModelUsageInput: {
            from: string;
            to: string;
            total: {
                calls: number;
                /** @description Calls without a usable answer; they may cost all the same. */
                failed: number;
                inputTokens: number;
                outputTokens: number;
                /** @description Of the calls whose price is known; null when none is. */
                costUsd: number | null;
                meanMs: number;
            };
            items: {
                provider: string;
                model: string;
                /** @enum {string} */
                configuredBy: "environment" | "workspace" | "you";
                purpose: string;
                calls: number;
                /** @description Calls without a usable answer; they may cost all the same. */
                failed: number;
                inputTokens: number;
                outputTokens: number;
                /** @description Of the calls whose price is known; null when none is. */
                costUsd: number | null;
                meanMs: number;
            }[];
            /** @description Days (UTC) on which anything was asked. */
            days: {
                day: string;
                calls: number;
                /** @description Calls without a usable answer; they may cost all the same. */
                failed: number;
                inputTokens: number;
                outputTokens: number;
                /** @description Of the calls whose price is known; null when none is. */
                costUsd: number | null;
                meanMs: number;
            }[];
        };
        ModelProviderInput: {
            id: string;
            label: string;
            streams: boolean;
            /** @description Holds a reply to a JSON Schema by itself. */
            json: boolean;
            embeds: boolean;
            listsModels: boolean;
            /** @description Runs in this process; nothing leaves the machine. */
            isLocal: boolean;
            /** @description JSON Schema of the settings, marked as those of GET /connectors are. */
            config: {
                [key: string]: unknown;
            };
            settings: {
                /** @enum {string} */
                by: "workspace" | "you";
                model: string;
                /** @description Without the secrets, which are never sent. */
                config: {
                    [key: string]: unknown;
                };
                /** @description Settings that are kept sealed. */
                secretFields: string[];
                /** @description Of several that are configured, the one that is asked. */
                isChosen: boolean;
                /** @description False when its key has to be entered again. */
                isReadable: boolean;
                revision: number;
                updatedAt: string;
            }[];
        };
        ModelProviderListInput: {
            items: components["schemas"]["ModelProviderInput"][];
            /** @description What is asked, in this order, until one answers; empty: the engine alone. */
            inUse: {
                provider: string;
                /** @description Empty where the server is still to be asked which it has. */
                model: string;
                /** @enum {string} */
                by: "environment" | "workspace" | "you";
                /** @description Its address is of this machine or a private network. */
                isInHouse: boolean;
            }[];
            nextCursor: string | null;
        };
        ModelTestInput: {
            provider: string;
            model: string;
            elapsedMs: number;
            attempts: number;
            inputTokens: number;
            outputTokens: number;
            /** @description Null where no price is known. */
            costUsd: number | null;
        };
        ModelListInput: {
            items: {
                id: string;
                label: string;
                /** @enum {string} */
                kind: "language" | "embedding";
                /** @description US dollars per million tokens. */
                price?: {
                    input: number;
                    output: number;
                };
            }[];
            nextCursor: string | null;
        };
        JobInput: {
            id: string;
            /** @enum {string} */
            kind: "sync" | "evaluation" | "sweep" | "look-for-syncs" | "index" | "backup" | "mail";
            /** @description What it is about: the name of a source. */
            subject: string | null;
            workspaceId: string | null;
            /**
             * @description waiting: it runs again by itself, or has not run yet.
             * @enum {string}
             */
            state: "running" | "waiting" | "done" | "failed" | "stopped";
            startedAt: string | null;
            endedAt: string | null;
            /** @description Why it failed the last time, or how much waits. */
            message: string | null;
            canCancel: boolean;
            /** @description Once more, or now rather than when its time has come. */
            canRun: boolean;
        };
        JobListInput: {
            /** @description What runs first, then the latest. Chores are those of the instance that answers. */
            items: components["schemas"]["JobInput"][];
            nextCursor: string | null;
        };
        LogLineInput: {
            id: string;
            at: string;
            /** @enum {string} */
            level: "debug" | "info" | "warn" | "error";
            message: string;
            requestId: string | null;
            /** @description "this" where there is one instance. */
            instance: string;
            /** @description Everything else of the line, as JSON; empty where there is nothing. */
            more: string;
        };
        LogLineListInput: {
            /** @description Newest first. */
            items: components["schemas"]["LogLineInput"][];
            nextCursor: string | null;
            /** @description What is logged at the moment; lines below it are not there. */
            level: string;
            /** @description Alive, but did not answer in time: their lines are missing. */
            silentInstances: string[];
        };
        OperationsInput: {
            /** @enum {string} */
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
            processes: {
                /** @enum {string} */
                kind: "query" | "source";
                running: number;
                spare: number;
                /** @description In flight. */
                calls: number;
                starts: number;
                /** @description Ended without being asked to. */
                deaths: number;
            }[];
            /** @description The longest standstill of the event loop since the start. */
            longestBlockMs: number;
            droppedLogLines: number;
            sources: {
                count: number;
                /** @description At most 100. */
                troubled: {
                    id: string;
                    name: string;
                    workspaceId: string;
                    /** @enum {string} */
                    status: "syncing" | "error" | "disconnected";
                    reason: string | null;
                    since: string;
                }[];
            };
            /** @description The latest 50. */
            jobs: {
                /** @enum {string} */
                kind: "sync";
                sourceId: string;
                sourceName: string;
                /** @enum {string} */
                state: "running" | "done" | "failed";
                /** @enum {string} */
                cause: "created" | "person" | "schedule";
                startedAt: string;
                endedAt: string | null;
                message: string | null;
            }[];
            plugins: {
                running: number;
                notRunning: number;
            };
            /** @description Files that the database does not know, kept since a restore. */
            orphans: {
                workspaceId: string;
                sourceId: string;
            }[];
            /** @description Made before the schema changed, newest first. */
            upgradeBackups: string[];
        };
        InstalledPluginInput: {
            id: string;
            label: string;
            description: string;
            /** @description As the settings name it. */
            place: string;
            /**
             * @description failed: it could not be started; disabled: switched off by hand or for its faults.
             * @enum {string}
             */
            state: "running" | "disabled" | "failed";
            /** @description Why it does not run. */
            reason: string | null;
            /** @description The points at which it takes part. */
            hooks: string[];
            /** @description Since the server started. */
            faultCount: number;
            /** @description The latest first. */
            faults: {
                at: string;
                kind: string;
                message: string;
            }[];
        };
        InstalledPluginListInput: {
            items: components["schemas"]["InstalledPluginInput"][];
            nextCursor: string | null;
        };
        PromptInput: {
            id: string;
            label: string;
            description: string;
            builtIn: string;
            /** @description What is in use. */
            text: string;
            /** @description Null: what is built in. Send it, or 0, as ETag in If-Match. */
            activeVersion: number | null;
            /** @description What the product fills in; {{name}} has to stand in the text exactly once. */
            parts: {
                name: string;
                description: string;
            }[];
            /** @description Of the text in use, its parts left out, by our own count. */
            tokens: number;
            maxTokens: number;
        };
        PromptListInput: {
            items: components["schemas"]["PromptInput"][];
            nextCursor: string | null;
        };
        PromptVersionInput: {
            number: number;
            text: string;
            note: string;
            tokens: number;
            isActive: boolean;
            createdBy: string | null;
            createdAt: string;
        };
        PromptVersionListInput: {
            items: components["schemas"]["PromptVersionInput"][];
            nextCursor: string | null;
        };
        PromptPreviewInput: {
            /** @description Why the text cannot be used; empty: it can. */
            faults: string[];
            tokens: number;
            /** @description All that a model would be told of the question; null where no question was given or the text cannot be used. */
            told: {
                system: string;
                user: string;
                tokens: number;
            } | null;
        };
        SingleSignOnStartedInput: {
            /** @description Where to send the browser, which has been given a cookie for the way back. */
            authorizeUrl: string;
        };
        LinkedProvidersInput: {
            providers: {
                id: string;
                label: string;
                isLinked: boolean;
                /** @description As the provider last said it. */
                email: string | null;
                lastUsedAt: string | null;
            }[];
        };
        TwoFactorStateInput: {
            isOn: boolean;
            confirmedAt: string | null;
            recoveryCodesLeft: number;
            /** @description The active workspace wants it of its members. */
            isRequired: boolean;
            /** @description This session has shown a second factor. */
            isShown: boolean;
        };
        TwoFactorEnrolmentInput: {
            /** @description To be typed into the app where its camera cannot be used. It counts once confirmed. */
            secret: string;
            /** @description otpauth:// address of the same. */
            uri: string;
            /** @description The address as an SVG picture. */
            qrCode: string;
        };
        RecoveryCodesInput: {
            /** @description Each signs in once without the app. Shown this once. */
            recoveryCodes: string[];
        };
        CombinationInput: {
            sourceId: string;
            members: {
                sourceId: string;
                /** @description null: the source is gone. */
                name: string | null;
                /** @description As the source's own: PATCH /sources/{id} changes it. */
                sendsKeys: boolean;
                /** @description name: as questions and SQL call it. */
                tables: {
                    name: string;
                    table: string;
                }[];
            }[];
            joins: {
                from: {
                    sourceId: string;
                    table: string;
                    column: string;
                };
                to: {
                    sourceId: string;
                    table: string;
                    column: string;
                };
            }[];
            /** @description Joins between its members that were found by names and values. */
            found: {
                table: string;
                column: string;
                refTable: string;
                refColumn: string;
                confidence: number;
                evidence: string;
            }[];
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
        /** @description What is left of a value: some characters at one end, the year, or nothing. A mask that does not fit the type leaves nothing. */
        ColumnMaskInput: {
            /** @constant */
            keep: "last";
            characters: number;
        } | {
            /** @constant */
            keep: "first";
            characters: number;
        } | {
            /** @constant */
            keep: "year";
        } | {
            /** @constant */
            keep: "null";
        };
        DataRuleBodyInput: {
            /** @constant */
            kind: "row";
            /** @description Rows for which this is not true are not there, such as region = user.region and status <> 'draft'. */
            filter: string;
        } | {
            /** @constant */
            kind: "open";
        } | {
            /** @constant */
            kind: "column";
            column: string;
            /** @constant */
            action: "mask";
            mask: components["schemas"]["ColumnMaskInput"];
        } | {
            /** @constant */
            kind: "column";
            column: string;
            /** @enum {string} */
            action: "hide" | "hash";
        };
        DataRuleAppliesToInput: {
            /** @constant */
            kind: "everyone";
            except: string[];
        } | {
            /** @constant */
            kind: "some";
            roles: ("owner" | "admin" | "analyst" | "viewer")[];
            members: string[];
        };
        DataRuleFaultInput: {
            message: string;
            /** @description UTF-16 offset into the filter. */
            start: number;
            end: number;
        };
        DataRuleInput: {
            id: string;
            sourceId: string;
            /** @description As the catalog spells it. */
            table: string;
            rule: components["schemas"]["DataRuleBodyInput"];
            appliesTo: components["schemas"]["DataRuleAppliesToInput"];
            /** @description Why there is this rule. */
            note: string;
            /** @description Why it cannot be followed now: its table is then not shown to those it is about. */
            fault: components["schemas"]["DataRuleFaultInput"] | null;
            /** @description What it needs to know of people: user.<attribute>. */
            attributes: string[];
            revision: number;
            createdAt: string;
            updatedAt: string;
        };
        DataRuleListInput: {
            items: components["schemas"]["DataRuleInput"][];
            /** @description Always null: a source has a few rules. */
            nextCursor: null;
            /** @description Views over tables with rules, without a rule of the same kind (rows or columns) themselves: they are not shown to those the rules are about, until they have one or are opened. */
            keptViews: {
                name: string;
                /** @description What it reads; null where the source does not tell. */
                reads: string[] | null;
            }[];
        };
        DataRuleCreateInput: {
            /** @description As the catalog spells it. */
            table: string;
            rule: components["schemas"]["DataRuleBodyInput"];
            appliesTo: components["schemas"]["DataRuleAppliesToInput"];
            /**
             * @description Why there is this rule.
             * @default
             */
            note: string;
        };
        DataRulePatchInput: {
            /** @description As the catalog spells it. */
            table?: string;
            rule?: components["schemas"]["DataRuleBodyInput"];
            appliesTo?: components["schemas"]["DataRuleAppliesToInput"];
            /** @description Why there is this rule. */
            note?: string;
        };
        CheckedDataRuleInput: {
            fault: components["schemas"]["DataRuleFaultInput"] | null;
            attributes: string[];
            columns: string[];
            /** @description Views that show what the rule keeps back, and would not be shown either unless rules say otherwise. */
            keptViews: string[];
        };
        DataRulePreviewInput: {
            tables: {
                name: string;
                hasFewerRows: boolean;
                columns: {
                    name: string;
                    type: components["schemas"]["DataTypeInput"];
                    /** @enum {string} */
                    masking?: "mask" | "hash";
                }[];
                hidden: string[];
            }[];
            /** @description Not shown at all: a rule about them cannot be followed, or they show what rules of other tables keep. */
            withheld: string[];
            /** @description Attributes that rules need and this person does not have. */
            missing: string[];
            rows: {
                table: string;
                columns: components["schemas"]["ResultColumnInput"][];
                rows: unknown[][];
            } | null;
        };
        OwnRestrictionsInput: {
            limits: {
                table: string;
                hasFewerRows: boolean;
                maskedColumns: string[];
            }[];
            /** @description Tables that are not shown: a rule about them cannot be followed now, or they show what rules of others keep back. */
            withheld: string[];
            /** @description Attributes that rules need and you do not have; tables then show no rows. */
            missing: string[];
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
        HealthInput: {
            /**
             * @description degraded: something that the server stands on fails, and what does not need it still works.
             * @enum {string}
             */
            status: "ok" | "degraded";
        };
        ReadyInput: {
            isReady: boolean;
        };
        Error: {
            /**
             * @description Stable name of the error; see docs/errors.md.
             * @enum {string}
             */
            code: "REQUEST_INVALID" | "REQUEST_TOO_LARGE" | "REQUEST_MEDIA_TYPE" | "REQUEST_METHOD" | "REQUEST_RATE_LIMITED" | "REQUEST_CANCELLED" | "ROUTE_NOT_FOUND" | "ORIGIN_FORBIDDEN" | "IDEMPOTENCY_MISMATCH" | "IDEMPOTENCY_IN_PROGRESS" | "MCP_SESSION_NOT_FOUND" | "CONFIG_INVALID" | "CONFIG_NOT_FOUND" | "ENGINE_RESTARTED" | "JOB_NOT_FOUND" | "JOB_NOT_POSSIBLE" | "PLUGIN_NOT_FOUND" | "PLUGIN_REFUSED" | "PLUGIN_FAILED" | "SERVICE_STOPPING" | "SERVICE_BUSY" | "SHARED_STATE_UNREACHABLE" | "INTERNAL_ERROR" | "LIMIT_RUNNING_REACHED" | "LIMIT_ABOVE_SERVER" | "LIMIT_STREAMS_REACHED" | "AUTH_REQUIRED" | "AUTH_EXPIRED" | "AUTH_SIGN_IN_FAILED" | "AUTH_TOO_MANY_TRIES" | "AUTH_TICKET_INVALID" | "AUTH_CODE_WRONG" | "TWO_FACTOR_CODE_WRONG" | "TWO_FACTOR_ALREADY_ON" | "TWO_FACTOR_NOT_ON" | "TWO_FACTOR_REQUIRED" | "SSO_PROVIDER_NOT_FOUND" | "SSO_PROVIDER_UNREACHABLE" | "SSO_STATE_INVALID" | "SSO_ANSWER_INVALID" | "SSO_EMAIL_UNVERIFIED" | "SSO_DOMAIN_NOT_ALLOWED" | "SSO_NO_ACCOUNT" | "SSO_LINKED_ELSEWHERE" | "SSO_NOT_LINKED" | "SSO_LAST_WAY_IN" | "CREDENTIAL_SESSIONS_OFF" | "CREDENTIAL_SESSION_CONNECTOR" | "AUTH_SESSION_REQUIRED" | "ACCOUNT_REGISTRATION_CLOSED" | "ACCOUNT_PASSWORD_WEAK" | "ACCOUNT_PASSWORD_WRONG" | "ACCOUNT_LINK_INVALID" | "ACCOUNT_SETUP_DONE" | "ACCOUNT_EMAIL_TAKEN" | "ACCOUNT_AVATAR_INVALID" | "ACCOUNT_SESSION_NOT_FOUND" | "ACCOUNT_STILL_NEEDED" | "PERMISSION_DENIED" | "USER_NOT_FOUND" | "USER_IS_ONESELF" | "USER_LAST_ADMIN" | "SESSION_NOT_FOUND" | "WORKSPACE_NOT_FOUND" | "WORKSPACE_REQUIRED" | "WORKSPACE_NAME_MISMATCH" | "WORKSPACE_NOT_A_TEAM" | "WORKSPACE_LIMIT" | "MEMBER_NOT_FOUND" | "MEMBER_LAST_OWNER" | "MEMBER_ABOVE_YOU" | "MEMBER_ALREADY" | "MEMBER_LIMIT" | "INVITATION_NOT_FOUND" | "INVITATION_OTHER_PERSON" | "API_KEY_NOT_FOUND" | "API_KEY_LIMIT" | "API_KEY_IN_ADDRESS" | "MAIL_ADDRESS_INVALID" | "MAIL_NOT_FOUND" | "SOURCE_NOT_FOUND" | "SOURCE_NAME_TAKEN" | "SOURCE_READ_ONLY" | "SOURCE_SEEN_IN_PART" | "DATA_RULE_NOT_FOUND" | "DATA_RULE_INVALID" | "DATA_RULE_ON_COMBINATION" | "DATA_RULES_FULL" | "DATA_RULES_NEED_MEMBERS" | "SOURCE_SYNCING" | "SOURCE_NOT_SYNCED" | "CONNECTOR_NOT_FOUND" | "SOURCE_CONFIG_INVALID" | "SOURCE_SECRET_REQUIRED" | "SOURCE_UNREACHABLE" | "SOURCE_TLS_FAILED" | "SOURCE_SIGN_IN_FAILED" | "SOURCE_CONNECTION_LOST" | "SOURCE_RIGHTS_MISSING" | "CONSENT_NOT_FOUND" | "ADDRESS_NOT_ALLOWED" | "HOST_NOT_FOUND" | "TABLE_NOT_FOUND" | "UPLOAD_TOO_LARGE" | "STORAGE_QUOTA_REACHED" | "UPLOAD_EMPTY" | "UPLOAD_NOT_FOUND" | "FILE_NOT_FOUND" | "FILE_REJECTED" | "FILE_KIND_UNKNOWN" | "FILE_EMPTY" | "COMBINATION_INVALID" | "COMBINATION_MEMBER_GONE" | "COMBINATION_TOO_LARGE" | "SOURCE_NOT_DISCLOSED" | "STORAGE_FULL" | "PROMPT_NOT_FOUND" | "PROMPT_INVALID" | "PROMPT_WITHOUT_MODEL" | "EDIT_CONFLICT" | "EDIT_NOT_POSSIBLE" | "CONVERSATION_NOT_FOUND" | "CONVERSATION_FULL" | "MESSAGE_NOT_FOUND" | "SHARE_NOT_FOUND" | "SAVED_ANSWER_NOT_FOUND" | "QUESTION_EMPTY" | "READING_NOT_OFFERED" | "KNOWLEDGE_NOT_FOUND" | "KNOWLEDGE_INVALID" | "KNOWLEDGE_EXISTS" | "KNOWLEDGE_FULL" | "SQL_SYNTAX" | "SQL_REFUSED" | "SQL_UNKNOWN_TABLE" | "SQL_UNKNOWN_COLUMN" | "SQL_TYPE_MISMATCH" | "SQL_TABLES_UNRELATED" | "SQL_FAILED" | "QUERY_NOT_EXPRESSIBLE" | "QUERY_TIMEOUT" | "QUERY_CANCELLED" | "QUERY_TOO_LARGE" | "EVALUATION_NOT_FOUND" | "EVALUATION_EMPTY" | "EVALUATION_RUNNING" | "EVALUATION_DRAFTER_UNKNOWN" | "QUERY_OVER_BUDGET" | "RESULT_NOT_FOUND" | "RESULT_EXPIRED" | "EXPORT_TOO_LARGE" | "CHART_NOT_POSSIBLE" | "EXPORT_FORMAT_UNKNOWN" | "MODEL_UNREACHABLE" | "MODEL_TIMEOUT" | "MODEL_RATE_LIMITED" | "MODEL_CREDENTIALS_REFUSED" | "MODEL_UNKNOWN" | "MODEL_REFUSED" | "MODEL_REPLY_INVALID" | "MODEL_INCOMPLETE" | "MODEL_REQUEST_INVALID" | "MODEL_ALLOWANCE_USED_UP" | "MODEL_CONFIG_INVALID" | "PROVIDER_NOT_FOUND";
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
        SignedIn: {
            /** @constant */
            status: "signedIn";
            /** @constant */
            tokenType?: "Bearer";
            /** @description Only for programs. */
            accessToken?: string;
            /** @description Only for programs. Each is good for one use. */
            refreshToken?: string;
            /** @description Seconds until the access token has to be renewed. */
            expiresIn: number;
            /** @description Seconds until the person has to sign in again. */
            refreshExpiresIn: number;
        };
        SignInAnswer: components["schemas"]["SignedIn"] | {
            /** @constant */
            status: "secondFactorRequired";
            /** @description To be sent with the code of the second factor. */
            ticket: string;
        };
        RegisterAnswer: components["schemas"]["SignedIn"] | {
            /**
             * @description The same whether or not there is an account already.
             * @constant
             */
            status: "mailSent";
        };
        Me: {
            /**
             * @description nobody: not signed in, where use without an account is not allowed.
             * @enum {string}
             */
            kind: "user" | "apiKey" | "credentials" | "anonymous" | "nobody";
            user: {
                id: string;
                email: string;
                name: string;
                isInstanceAdmin: boolean;
                isEmailVerified: boolean;
                hasPassword: boolean;
                avatarUrl: string | null;
            } | null;
            /** @description The one that requests are about; null while the person is in none. */
            workspace: {
                id: string;
                name: string;
                /** @enum {string} */
                kind: "demo" | "anonymous" | "team";
                /** @enum {string} */
                role: "owner" | "admin" | "analyst" | "viewer";
            } | null;
            /** @description What the caller may do in this workspace and on this server. */
            permissions: string[];
            /** @description What a person can do from here. */
            possible: {
                /** @description Use without an account. */
                anonymous: boolean;
                /** @enum {string} */
                registration: "closed" | "invited" | "open";
                /** @description Nobody has an account yet; the link to make the first is on the server's console. */
                setup: boolean;
                /** @description This browser holds data that can be kept when signing in. */
                keepData: boolean;
                /** @description Use with the credentials of a database alone. */
                credentialSessions: boolean;
                singleSignOn: {
                    id: string;
                    label: string;
                }[];
            };
        };
        AfterNewPassword: {
            endedSessions: number;
            /** @description Keys of the API go on working: look through them. */
            apiKeys: {
                id: string;
                name: string;
                prefix: string;
                createdAt: string;
            }[];
        };
        ConfirmedEmail: {
            email: string;
        };
        Account: {
            id: string;
            email: string;
            name: string;
            isInstanceAdmin: boolean;
            isEmailVerified: boolean;
            hasPassword: boolean;
            avatarUrl: string | null;
            createdAt: string;
            revision: number;
        };
        AccountSession: {
            id: string;
            isCurrent: boolean;
            /** @description How the person showed who they are. */
            method: string;
            userAgent: string;
            address: string;
            /** @description Name of the one it works in. */
            workspace: string | null;
            createdAt: string;
            lastSeenAt: string;
            expiresAt: string;
        };
        AccountSessionList: {
            items: components["schemas"]["AccountSession"][];
            nextCursor: string | null;
        };
        EndedSessions: {
            ended: number;
        };
        AccountDeletionPreview: {
            /** @description Those of which the person is the only owner; they go with the account. */
            workspaces: {
                id: string;
                name: string;
                /** @description People who lose it as well. */
                otherMembers: number;
            }[];
            /** @description Nobody else looks after the server: somebody has to be named first. */
            isOnlyInstanceAdmin: boolean;
        };
        AuditEvent: {
            id: string;
            at: string;
            workspaceId: string | null;
            /** @enum {string} */
            actorKind: "user" | "apiKey" | "credentials" | "anonymous" | "nobody";
            actorId: string | null;
            /** @description E-mail address at the time. */
            actor: string;
            action: string;
            targetType: string | null;
            targetId: string | null;
            /** @enum {string} */
            outcome: "done" | "refused" | "failed";
            detail: {
                [key: string]: string | number | boolean | null;
            };
            address: string;
        };
        InstanceSession: {
            id: string;
            userId: string;
            email: string;
            workspaceId: string | null;
            /** @description How the person proved who they are. */
            method: string;
            userAgent: string;
            address: string;
            createdAt: string;
            lastSeenAt: string;
            expiresAt: string;
            isYours: boolean;
        };
        InstanceUser: {
            id: string;
            email: string;
            name: string;
            isInstanceAdmin: boolean;
            isVerified: boolean;
            isDisabled: boolean;
            createdAt: string;
            lastSeenAt: string | null;
            /** @description Devices signed in now. */
            sessions: number;
            workspaces: {
                id: string;
                name: string;
                /** @enum {string} */
                role: "owner" | "admin" | "analyst" | "viewer";
            }[];
        };
        InstanceWorkspace: {
            id: string;
            name: string;
            /** @enum {string} */
            kind: "team" | "anonymous";
            members: number;
            /** @description E-mail addresses of its owners. */
            owners: string[];
            sources: number;
            bytes: number;
            /** @description Room for its sources; the server's own where none was given to it. */
            limitBytes: number;
            hasOwnLimit: boolean;
            /** @description Asked in the last 30 days. */
            questions: number;
            createdAt: string;
        };
        Usage: {
            from: string;
            to: string;
            total: {
                questions: number;
                /** @description SQL that people wrote themselves. */
                statements: number;
                /** @description Questions that were not understood well enough to be answered. */
                unanswered: number;
                failed: number;
                people: number;
                /** @description Half of the answers took no longer than this, from the request to the answer. */
                p50Ms: number;
                p95Ms: number;
            };
            /** @description Every day (UTC) of the time asked for. */
            days: {
                day: string;
                questions: number;
                /** @description SQL that people wrote themselves. */
                statements: number;
                /** @description Questions that were not understood well enough to be answered. */
                unanswered: number;
                failed: number;
                people: number;
                /** @description Half of the answers took no longer than this, from the request to the answer. */
                p50Ms: number;
                p95Ms: number;
            }[];
            sources: {
                sourceId: string;
                name: string | null;
                questions: number;
                /** @description SQL that people wrote themselves. */
                statements: number;
                /** @description Questions that were not understood well enough to be answered. */
                unanswered: number;
                failed: number;
                people: number;
                /** @description Half of the answers took no longer than this, from the request to the answer. */
                p50Ms: number;
                p95Ms: number;
            }[];
            people: {
                principal: string;
                name: string | null;
                email: string | null;
                questions: number;
                /** @description SQL that people wrote themselves. */
                statements: number;
                /** @description Questions that were not understood well enough to be answered. */
                unanswered: number;
                failed: number;
                people: number;
                /** @description Half of the answers took no longer than this, from the request to the answer. */
                p50Ms: number;
                p95Ms: number;
            }[];
            errors: {
                code: string;
                count: number;
            }[];
            topQuestions: {
                question: string;
                count: number;
                lastAt: string;
            }[];
            unansweredQuestions: {
                question: string;
                count: number;
                lastAt: string;
            }[];
            storage: {
                sources: number;
                bytes: number;
            };
        };
        ReceiptCondition: {
            id: string;
            words: string;
            sql: string;
            start: number;
            end: number;
        };
        DateWindow: {
            conditionIds: string[];
            column: string;
            /** @description Inclusive. */
            from: string | null;
            /** @description Exclusive. */
            to: string | null;
            zone: string;
            start: number;
            end: number;
        };
        ReceiptJoin: {
            table: string;
            on: string;
            /** @enum {string} */
            kind: "inner" | "left" | "right" | "full" | "cross";
            mayMultiply: boolean | null;
            rowsIn?: number;
            rowsOut?: number;
        };
        ModelUse: {
            provider: string;
            model: string;
            calls: number;
            inputTokens: number;
            outputTokens: number;
            costUsd?: number;
            /** @enum {string} */
            disclosure: "full" | "schema" | "aggregates" | "nothing";
            promptTokens?: number;
        };
        LimitedTable: {
            table: string;
            /** @description Rows were left out that the asker may not see. */
            hasFewerRows: boolean;
            /** @description Columns whose values the asker sees masked or hashed. */
            maskedColumns: string[];
        };
        Receipt: {
            tables: string[];
            filters: string[];
            sourceVersion: string;
            /** @enum {string} */
            draftedBy: "engine" | "person" | "model";
            isFromCache: boolean;
            conditions: components["schemas"]["ReceiptCondition"][];
            dateWindow: components["schemas"]["DateWindow"] | null;
            joins: components["schemas"]["ReceiptJoin"][];
            /** @description Null until POST /asks/examine has counted. */
            droppedNulls: {
                /** @enum {string} */
                by: "figure" | "condition";
                of: string;
                rows: number;
            }[] | null;
            definitions: {
                /** @enum {string} */
                kind: "metric" | "alias" | "default-filter" | "join" | "verified";
                name: string;
                meaning: string;
            }[];
            freshness: {
                versionAt: string | null;
                isLive: boolean;
                dataFrom: string | null;
                dataTo: string | null;
                dataColumn: string | null;
            };
            isTruncated: boolean;
            /** @description Every model that was told of the source; empty: nothing left the house. */
            models: components["schemas"]["ModelUse"][];
            /** @description What the workspace's rules keep from whoever asked; absent where everything was seen. */
            limits?: components["schemas"]["LimitedTable"][];
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
            /**
             * @description A rule keeps the caller from the values as they are.
             * @enum {string}
             */
            masking?: "mask" | "hash";
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
            /** @description Without that of the primary key; absent where the source has none or does not tell. */
            indexes?: {
                name: string;
                columns: string[];
                isUnique: boolean;
            }[];
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
            /** @description All rows of a number column, between round edges. */
            histogram?: {
                from: number;
                to: number;
                count: number;
            }[];
        };
        TrustCheck: {
            /** @enum {string} */
            id: "verified-answer" | "words-used" | "choices-made" | "values-exist" | "join-fan-out" | "second-reading" | "definition-used" | "result-plausible" | "complete" | "fresh";
            /** @enum {string} */
            state: "pass" | "warn" | "fail" | "unknown";
            why: string;
            evidence: string[];
        };
        Trust: {
            /**
             * @description From the checks alone, by fixed rules; never a model's opinion.
             * @enum {string}
             */
            level: "verified" | "checked" | "caution" | "unchecked";
            summary: string;
            checks: components["schemas"]["TrustCheck"][];
            /** @description False until POST /asks/examine has made the checks that ask the source again. */
            isExamined: boolean;
        };
        Insight: {
            /** @enum {string} */
            kind: "trend" | "change" | "outlier" | "concentration" | "seasonality" | "correlation" | "reversal";
            sentence: string;
            columns: string[];
            effect: number;
            /** @description Corrected for all tests made on the result. */
            pValue?: number;
            test: string;
            sample: number;
        };
        Remedy: {
            id: string;
            title: string;
            why: string;
            sql: string;
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
            trust: components["schemas"]["Trust"];
            insights: components["schemas"]["Insight"][];
            remedies: components["schemas"]["Remedy"][];
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
            /**
             * @description A last row that is called a total and adds up those above it; left out unless it is to be kept.
             * @enum {string}
             */
            totalsRow?: "leaveOut" | "keep";
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
             * @description files: uploaded; remote: queried where it is; synced: copied by a sync; combined: of several others; demo: came with the product.
             * @enum {string}
             */
            kind: "files" | "demo" | "remote" | "synced" | "combined";
            /** @enum {string} */
            dialect: "duckdb" | "sqlite" | "postgres" | "mysql" | "trino" | "bigquery" | "mongodb";
            /**
             * @description disconnected: somebody has to enter credentials; statusReason says why.
             * @enum {string}
             */
            status: "connected" | "syncing" | "error" | "disconnected";
            statusReason: string | null;
            tableCount: number;
            /** @description Of the tables that the caller sees every row of. */
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
            /** @description Whether values of it may stand in statements that the databases of other sources are sent, when it is combined with them. */
            sendsKeys: boolean;
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
            trust: components["schemas"]["Trust"];
            receipt: components["schemas"]["Receipt"] | null;
            readonly insights: components["schemas"]["Insight"][];
            /** @description What plugins of this server have to say of the statement. */
            notes: string[];
            /** @description Statements that would find something where this one found nothing. */
            readonly remedies: components["schemas"]["Remedy"][];
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
        Examination: {
            trust: components["schemas"]["Trust"];
            receipt: components["schemas"]["Receipt"];
            remedies: components["schemas"]["Remedy"][];
            insights: components["schemas"]["Insight"][];
        };
        FollowUps: {
            readonly followUps: {
                question: string;
                sql: string;
            }[];
        };
        EditedStatement: {
            sql: string;
        };
        RunComparison: {
            isSame: boolean;
            reasons: ("data" | "definition" | "sql")[];
            summary: string;
            /** @description Columns by which rows were matched; empty when whole rows were. */
            keyColumns: string[];
            added: unknown[][];
            removed: unknown[][];
            changed: {
                key: unknown[];
                column: string;
                before: unknown;
                after: unknown;
            }[];
            isCapped: boolean;
            counts: {
                added: number;
                removed: number;
                changed: number;
            };
        };
        RerunAnswer: {
            answer: components["schemas"]["Answer"];
            comparison: components["schemas"]["RunComparison"];
        };
        Conversation: {
            id: string;
            /** @description The first question until somebody names it. */
            title: string;
            /** @description Null once the source is gone: readable, no longer to be asked. */
            sourceId: string | null;
            /** @description Of the source asked last. */
            sourceName: string;
            messageCount: number;
            revision: number;
            /** @description ISO-8601, UTC. */
            createdAt: string;
            /** @description ISO-8601, UTC. */
            updatedAt: string;
            expiresAt: string | null;
            /** @description When its share link was made; null: not shared. */
            sharedAt: string | null;
            forkedFrom: string | null;
            /** @description Since when everybody in the workspace may read it; null: only its owner. */
            workspaceSharedAt: string | null;
            /** @description Name of whose it is; empty where nobody has an account. */
            owner: string;
            /** @description Whoever it belongs to goes on in it; others read it, and go on in one of their own. */
            isYours: boolean;
        };
        Message: {
            id: string;
            question: string;
            /** @enum {string} */
            mode: "run" | "generate";
            /** @enum {string} */
            state: "done" | "failed" | "cancelled";
            /** @description ISO-8601, UTC. */
            askedAt: string;
            elapsedMs: number;
            /** @description Null once the source is gone: readable, no longer to be asked. */
            sourceId: string | null;
            sourceName: string;
            sql: string | null;
            /** @description The answer in words; null where there is none or its source is gone. */
            sentence: string | null;
            /** @description With the first rows of its result, 50 at most. Null where it failed, and once its source is gone. */
            answer: components["schemas"]["Answer"] | null;
            /** @description The whole result can still be paged and exported by its id. */
            isResultKept: boolean;
            /** @description It was answered under other rules than hold for you: ask again to get your own answer. */
            isWithheld: boolean;
            error: {
                code: string;
                message: string;
            } | null;
        };
        ConversationWithMessages: {
            conversation: components["schemas"]["Conversation"];
            messages: components["schemas"]["Message"][];
        };
        SharedConversation: {
            title: string;
            /** @description ISO-8601, UTC. */
            sharedAt: string;
            messages: {
                question: string;
                /** @description ISO-8601, UTC. */
                askedAt: string;
                /** @enum {string} */
                state: "done" | "failed" | "cancelled";
                sourceName: string;
                /** @description Its source is under rules, so that its answer is not for everybody. */
                isWithheld: boolean;
                sentence: string | null;
                explanation: string | null;
                assumptions: string[];
                sql: string | null;
                chart: components["schemas"]["ChartSpec"] | null;
                result: {
                    columns: components["schemas"]["ResultColumn"][];
                    /** @description The first rows, 50 at most. */
                    rows: unknown[][];
                    rowCount: number;
                    isTruncated: boolean;
                } | null;
            }[];
        };
        HistoryEntry: {
            id: string;
            question: string;
            /** @enum {string} */
            state: "done" | "failed" | "cancelled";
            /** @description ISO-8601, UTC. */
            askedAt: string;
            /** @description Null once the source is gone: readable, no longer to be asked. */
            sourceId: string | null;
            sourceName: string;
            sql: string | null;
            /** @description The answer in words; null where there is none or its source is gone. */
            sentence: string | null;
            /** @description It was answered under other rules than hold for you: ask again to get your own answer. */
            isWithheld: boolean;
            conversationId: string;
            conversationTitle: string;
        };
        ConversationList: {
            items: components["schemas"]["Conversation"][];
            nextCursor: string | null;
        };
        History: {
            items: components["schemas"]["HistoryEntry"][];
            nextCursor: string | null;
        };
        Share: {
            /** @description Shown once; only its digest is kept. The web app's link is /shared#{token}. */
            token: string;
            sharedAt: string;
            /** @description Messages the link shows; what is asked later is not shown. */
            messageCount: number;
        };
        SavedAnswer: {
            id: string;
            name: string;
            question: string;
            sql: string;
            chart: components["schemas"]["ChartSpec"] | null;
            /** @description Null once the source is gone: it can be read, not run. */
            sourceId: string | null;
            sourceName: string;
            revision: number;
            createdAt: string;
            updatedAt: string;
            /** @description When it was last run from here. */
            runAt: string | null;
            expiresAt: string | null;
            /** @description Since when everybody in the workspace may read and run it; null: only its owner. */
            workspaceSharedAt: string | null;
            /** @description Name of whose it is; empty where nobody has an account. */
            owner: string;
            isYours: boolean;
        };
        SavedAnswerList: {
            items: components["schemas"]["SavedAnswer"][];
            nextCursor: string | null;
        };
        Setting: {
            /** @description Its place in parlance.yaml: section.name. */
            key: string;
            /** @description Its name in the environment. */
            env: string;
            description: string;
            /** @enum {string} */
            kind: "text" | "number" | "boolean" | "list" | "choice";
            /** @description Written with a unit. */
            unit: ("ms" | "bytes") | null;
            choices: string[];
            /** @description Its value is never sent. */
            isSecret: boolean;
            /** @description A change counts at once; others are made where the server is started. */
            isLive: boolean;
            /** @description Something else than the default is in force. */
            isSet: boolean;
            /** @description What is in force; null where nothing is, and for secrets. */
            value: (string | number | boolean | string[]) | null;
            default: (string | number | boolean | string[]) | null;
            /**
             * @description What said so. Overrides come before the command line, and that before the environment and the file.
             * @enum {string}
             */
            origin: "default" | "file" | "environment" | "commandLine" | "override";
            /** @description Where it was written: a file with line and column, a variable, an option. */
            place: string | null;
            /** @description What resetting an override brings back. */
            underneath: {
                /** @enum {string} */
                origin: "default" | "file" | "environment" | "commandLine" | "override";
                value: (string | number | boolean | string[]) | null;
            };
            /** @description It was changed since the start, and counts after the next. */
            isRestartNeeded: boolean;
            changedBy: string | null;
            changedAt: string | null;
        };
        Configuration: {
            /** @description Grows with every change; send it as ETag in If-Match. */
            revision: number;
            /** @description Name of the parlance.yaml that was read. */
            file: string | null;
            items: components["schemas"]["Setting"][];
            nextCursor: string | null;
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
        CredentialSession: {
            /** @description Only for programs, shown this once: send it as X-Session-ID. Browsers have it in a cookie. */
            sessionId?: string;
            /**
             * Format: date-time
             * @description When it ends, whatever is done in it.
             */
            expiresAt: string;
            source: components["schemas"]["Source"];
        };
        Drafter: {
            id: string;
            label: string;
        };
        DrafterList: {
            items: components["schemas"]["Drafter"][];
        };
        EvaluationTally: {
            drafter: string;
            label: string;
            /** @description Questions put to it so far. */
            answers: number;
            /** @description The same rows and columns. */
            strict: number;
            /** @description All that was asked for, with columns beside it. */
            tolerant: number;
            wrong: number;
            /** @description It said that it does not know. */
            unanswered: number;
            failed: number;
            elapsedMs: number;
            inputTokens: number;
            outputTokens: number;
            costUsd: number | null;
        };
        Evaluation: {
            id: string;
            sourceId: string;
            /** @enum {string} */
            state: "running" | "done" | "stopped" | "failed";
            message: string | null;
            sourceVersion: string;
            questionCount: number;
            startedAt: string;
            endedAt: string | null;
            tallies: components["schemas"]["EvaluationTally"][];
        };
        EvaluationList: {
            items: components["schemas"]["Evaluation"][];
            nextCursor: string | null;
        };
        EvaluationWithAnswers: {
            id: string;
            sourceId: string;
            /** @enum {string} */
            state: "running" | "done" | "stopped" | "failed";
            message: string | null;
            sourceVersion: string;
            questionCount: number;
            startedAt: string;
            endedAt: string | null;
            tallies: components["schemas"]["EvaluationTally"][];
            answers: {
                position: number;
                drafter: string;
                question: string;
                goldSql: string;
                sql: string | null;
                verdict: string;
                confidence: number;
                draftedBy: string;
                /** @enum {string} */
                outcome: "strict" | "tolerant" | "wrong" | "unanswered" | "failed";
                message: string | null;
                elapsedMs: number;
                inputTokens: number;
                outputTokens: number;
                costUsd: number | null;
            }[];
        };
        EvaluationDifference: {
            columns: {
                right: string[];
                given: string[];
            };
            /** @description Rows of the verified statement, as it is now. */
            right: unknown[][];
            /** @description Rows of the drafted statement, as it is now. */
            given: unknown[][];
            /** @description Rows that should be there and are not; compared where both have as many columns. */
            missing: unknown[][];
            /** @description Rows that should not be there. */
            extra: unknown[][];
            /** @description More rows than are shown. */
            isCut: boolean;
        };
        KnowledgeCondition: {
            column: string;
            isOneOf: (string | number | boolean)[];
        };
        KnowledgeFigure: {
            /** @constant */
            kind: "figure";
            /** @enum {string} */
            fn: "sum" | "avg" | "min" | "max" | "median" | "count";
            table: string;
            /** @description Rows are counted where it is left out. */
            column?: string;
            /** @description Only rows that meet all of these enter. */
            only?: components["schemas"]["KnowledgeCondition"][];
        };
        KnowledgeMetric: components["schemas"]["KnowledgeFigure"] | {
            /** @constant */
            kind: "ratio";
            above: components["schemas"]["KnowledgeFigure"];
            below: components["schemas"]["KnowledgeFigure"];
        } | {
            /** @constant */
            kind: "expression";
            table: string;
            /** @description One value over the rows of the table, such as SUM(price * quantity). */
            sql: string;
        };
        KnowledgeBody: {
            /** @constant */
            kind: "description";
            table: string;
            column?: string;
            text: string;
        } | {
            /** @constant */
            kind: "alias";
            phrase: string & (unknown & unknown);
            target: {
                /** @constant */
                kind: "table";
                table: string;
            } | {
                /** @constant */
                kind: "column";
                table: string;
                column: string;
            } | {
                /** @constant */
                kind: "value";
                table: string;
                column: string;
                value: string;
            };
        } | {
            /** @constant */
            kind: "metric";
            name: string & (unknown & unknown);
            synonyms?: (string & (unknown & unknown))[];
            description?: string;
            definition: components["schemas"]["KnowledgeMetric"];
            grain?: string & (unknown & unknown);
            /** @enum {string} */
            format?: "number" | "integer" | "percent" | "currency" | "duration";
            unit?: string;
        } | {
            /** @constant */
            kind: "join";
            from: {
                table: string;
                column: string;
            };
            to: {
                table: string;
                column: string;
            };
            role?: string & (unknown & unknown);
        } | {
            /** @constant */
            kind: "term";
            term: string & (unknown & unknown);
            text: string;
        } | {
            /** @constant */
            kind: "filter";
            table: string;
            only: components["schemas"]["KnowledgeCondition"][];
            text?: string;
        } | {
            /** @constant */
            kind: "hidden";
            table: string;
            column?: string;
        } | {
            /** @constant */
            kind: "verified";
            question: string;
            sql: string;
        };
        UploadProgress: {
            /** @enum {string} */
            phase: "receive" | "sniff" | "convert" | "profile" | "keys" | "index" | "done" | "failed";
            bytesDone: number;
            bytesTotal: number;
            rows: number;
            table?: string;
        };
        KnowledgeFault: {
            field: string;
            message: string;
            /** @description What was most likely meant. */
            nearest?: string;
        };
        KnowledgeEntry: {
            id: string;
            /**
             * @description Only approved entries change answers.
             * @enum {string}
             */
            status: "proposed" | "approved" | "rejected";
            /** @enum {string} */
            origin: "person" | "correction" | "usage";
            body: components["schemas"]["KnowledgeBody"];
            /** @description What led to it. */
            note: string | null;
            /** @description What it names that the source no longer has. Kept, and not used until that is mended. */
            faults: components["schemas"]["KnowledgeFault"][];
            /** @description ISO-8601, UTC. */
            createdAt: string;
            /** @description ISO-8601, UTC. */
            updatedAt: string;
            revision: number;
            /** @description Name of whoever wrote it down; null: nobody with an account. */
            writtenBy: string | null;
            /** @description Name of whoever approved or rejected it last. */
            decidedBy: string | null;
        };
        KnowledgeList: {
            items: components["schemas"]["KnowledgeEntry"][];
            nextCursor: string | null;
            counts: {
                proposed: number;
                approved: number;
                rejected: number;
            };
        };
        KnowledgeTrialReading: {
            /** @enum {string} */
            verdict: "answer" | "confirm" | "ask" | "handover";
            sql: string | null;
            explanation: string;
            unusedWords: string[];
        };
        KnowledgeTrial: {
            faults: components["schemas"]["KnowledgeFault"][];
            /** @description What a figure comes to over everything. */
            value?: unknown;
            /** @description False for a figure that only a language model can make use of. */
            isExpressible?: boolean;
            before: components["schemas"]["KnowledgeTrialReading"] | null;
            after: components["schemas"]["KnowledgeTrialReading"] | null;
        };
        FeedbackAnswer: {
            /** @description What was suggested because of it; somebody has to approve it. */
            proposals: components["schemas"]["KnowledgeEntry"][];
        };
        Feedback: {
            id: string;
            /** @enum {string} */
            kind: "good" | "bad" | "picked" | "edited" | "meant";
            question: string;
            sql: string | null;
            comment: string | null;
            createdAt: string;
        };
        FeedbackList: {
            items: components["schemas"]["Feedback"][];
            nextCursor: string | null;
        };
        KnowledgeChange: {
            /** @enum {string} */
            change: "added" | "changed" | "removed";
            before: components["schemas"]["KnowledgeBody"] | null;
            after: components["schemas"]["KnowledgeBody"] | null;
        };
        KnowledgeProblem: {
            field: string;
            /** @description From 1; 0 for the file as a whole. */
            line: number;
            message: string;
        };
        KnowledgeImport: {
            isApplied: boolean;
            changes: components["schemas"]["KnowledgeChange"][];
            /** @description What keeps the file from being taken in; nothing is applied while there are any. */
            problems: components["schemas"]["KnowledgeProblem"][];
        };
        WorkspaceLimits: {
            storage: {
                usedBytes: number;
                limitBytes: number;
            };
            models: {
                /** @description Start of the month (UTC) that is counted. */
                from: string;
                /** @description When counting starts anew. */
                until: string;
                workspace: {
                    /** @description Tokens read and written by language models. */
                    tokens: {
                        used: number;
                        /** @description Null: as much as is asked for. */
                        limit: number | null;
                    };
                    /** @description What calls whose price is known have cost, in US dollars. */
                    usd: {
                        used: number;
                        /** @description Null: as much as is asked for. */
                        limit: number | null;
                    };
                    /** @description Calls of this month whose price is not known: a limit in dollars does not hold them, one in tokens does. */
                    unpricedCalls: number;
                };
                /** @description You, in this workspace. */
                person: {
                    /** @description Tokens read and written by language models. */
                    tokens: {
                        used: number;
                        /** @description Null: as much as is asked for. */
                        limit: number | null;
                    };
                    /** @description What calls whose price is known have cost, in US dollars. */
                    usd: {
                        used: number;
                        /** @description Null: as much as is asked for. */
                        limit: number | null;
                    };
                    /** @description Calls of this month whose price is not known: a limit in dollars does not hold them, one in tokens does. */
                    unpricedCalls: number;
                };
            };
        };
        Mail: {
            id: string;
            /** @enum {string} */
            kind: "verify-email" | "reset-password" | "change-email" | "password-changed" | "email-changed" | "session-reused" | "security-changed" | "invitation" | "quota-warning" | "test";
            to: string;
            subject: string;
            /**
             * @description kept: there is no mail server, the letter is here to be read. waiting: it will be tried, again where attempts is
             *     above 0. sending: the mail server is being given it. bounced: refused for good. late: no longer worth sending when the
             *     mail server could be reached. unknown: cut off when the mail server may have had all of it; it is not sent again.
             * @enum {string}
             */
            state: "kept" | "waiting" | "sending" | "sent" | "bounced" | "late" | "unknown";
            attempts: number;
            /** @description What the mail server, or the way to it, last said. */
            reply: string | null;
            nextAttemptAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        MailList: {
            items: components["schemas"]["Mail"][];
            nextCursor: string | null;
            counts: {
                [key: string]: number;
            };
            /** @description Whether there is a mail server; without one letters are kept here. */
            isServerSet: boolean;
        };
        MailAnswer: {
            mail: {
                id: string;
                /** @enum {string} */
                kind: "verify-email" | "reset-password" | "change-email" | "password-changed" | "email-changed" | "session-reused" | "security-changed" | "invitation" | "quota-warning" | "test";
                to: string;
                subject: string;
                /**
                 * @description kept: there is no mail server, the letter is here to be read. waiting: it will be tried, again where attempts is
                 *     above 0. sending: the mail server is being given it. bounced: refused for good. late: no longer worth sending when the
                 *     mail server could be reached. unknown: cut off when the mail server may have had all of it; it is not sent again.
                 * @enum {string}
                 */
                state: "kept" | "waiting" | "sending" | "sent" | "bounced" | "late" | "unknown";
                attempts: number;
                /** @description What the mail server, or the way to it, last said. */
                reply: string | null;
                nextAttemptAt: string | null;
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                updatedAt: string;
                /** @description Null once it has left. */
                text: string | null;
            };
        };
        ApiKey: {
            id: string;
            name: string;
            /** @description The beginning of the key, to know it by. The rest is shown once and kept nowhere. */
            prefix: string;
            /** @enum {string} */
            access: "read" | "ask" | "full" | "custom";
            /** @description Null: all that its owner may. */
            permissions: string[] | null;
            /** @description Whom it acts for. */
            owner: {
                id: string;
                name: string;
            };
            isYours: boolean;
            createdAt: string;
            expiresAt: string | null;
            /** @description To the minute. */
            lastUsedAt: string | null;
            lastUsedAddress: string | null;
            revokedAt: string | null;
        };
        ApiKeyCreated: {
            apiKey: components["schemas"]["ApiKey"];
            /** @description Shown this once. */
            key: string;
        };
        ApiKeyList: {
            items: components["schemas"]["ApiKey"][];
            nextCursor: string | null;
        };
        Member: {
            userId: string;
            name: string;
            /** @description Empty unless you may change members. */
            email: string;
            /**
             * @description From the most to the least powerful: owner, admin, analyst, viewer.
             * @enum {string}
             */
            role: "owner" | "admin" | "analyst" | "viewer";
            /** @description Empty unless you may change members. */
            attributes: {
                [key: string]: string;
            };
            isYou: boolean;
            joinedAt: string;
            lastSeenAt: string | null;
        };
        MemberList: {
            items: components["schemas"]["Member"][];
            nextCursor: string | null;
        };
        Workspace: {
            id: string;
            name: string;
            /**
             * @description anonymous: of one browser, temporary; team: of people with accounts; demo: for everybody to read.
             * @enum {string}
             */
            kind: "demo" | "anonymous" | "team";
            description: string;
            /** @description What you are in it; null for demos. */
            role: ("owner" | "admin" | "analyst" | "viewer") | null;
            /** @description The one that requests of this session or key are about. */
            isActive: boolean;
            memberCount: number;
            sourceCount: number;
            /** @description When its oldest temporary source is removed; null when none will be. */
            expiresAt: string | null;
            revision: number;
        };
        WorkspaceList: {
            items: components["schemas"]["Workspace"][];
            nextCursor: string | null;
        };
        Invitation: {
            id: string;
            email: string;
            /**
             * @description From the most to the least powerful: owner, admin, analyst, viewer.
             * @enum {string}
             */
            role: "owner" | "admin" | "analyst" | "viewer";
            /** @description Name of whoever invited them. */
            invitedBy: string | null;
            createdAt: string;
            expiresAt: string;
            /** @description When it was last sent by mail; null: its link was shown instead. */
            sentAt: string | null;
        };
        InvitationList: {
            items: components["schemas"]["Invitation"][];
            nextCursor: string | null;
        };
        InvitationMade: {
            invitation: components["schemas"]["Invitation"];
            /** @description To be passed on by whoever invites, where this server sends no mail. Shown this once. */
            link: string | null;
        };
        OpenInvitation: {
            /** @description Its name. */
            workspace: string;
            email: string;
            /**
             * @description From the most to the least powerful: owner, admin, analyst, viewer.
             * @enum {string}
             */
            role: "owner" | "admin" | "analyst" | "viewer";
            invitedBy: string | null;
            expiresAt: string;
        };
        AcceptedInvitation: {
            workspace: components["schemas"]["Workspace"];
        };
        SourceDisclosure: {
            sourceId: string;
            name: string;
            kind: string;
            /**
             * @description full: names, comments, sample values and results; schema: names, types, keys and comments, and no value that stands in a
             *     cell; aggregates: as schema, and aggregated results; nothing: no model is asked about the source.
             * @enum {string}
             */
            disclosure: "full" | "schema" | "aggregates" | "nothing";
            /** @description Nobody has decided it; it follows from where the models are. */
            isDefault: boolean;
        };
        SourceDisclosureList: {
            /**
             * @description full: names, comments, sample values and results; schema: names, types, keys and comments, and no value that stands in a
             *     cell; aggregates: as schema, and aggregated results; nothing: no model is asked about the source.
             * @enum {string}
             */
            default: "full" | "schema" | "aggregates" | "nothing";
            items: components["schemas"]["SourceDisclosure"][];
            nextCursor: string | null;
        };
        ModelUsage: {
            from: string;
            to: string;
            total: {
                calls: number;
                /** @description Calls without a usable answer; they may cost all the same. */
                failed: number;
                inputTokens: number;
                outputTokens: number;
                /** @description Of the calls whose price is known; null when none is. */
                costUsd: number | null;
                meanMs: number;
            };
            items: {
                provider: string;
                model: string;
                /** @enum {string} */
                configuredBy: "environment" | "workspace" | "you";
                purpose: string;
                calls: number;
                /** @description Calls without a usable answer; they may cost all the same. */
                failed: number;
                inputTokens: number;
                outputTokens: number;
                /** @description Of the calls whose price is known; null when none is. */
                costUsd: number | null;
                meanMs: number;
            }[];
            /** @description Days (UTC) on which anything was asked. */
            days: {
                day: string;
                calls: number;
                /** @description Calls without a usable answer; they may cost all the same. */
                failed: number;
                inputTokens: number;
                outputTokens: number;
                /** @description Of the calls whose price is known; null when none is. */
                costUsd: number | null;
                meanMs: number;
            }[];
        };
        ModelProvider: {
            id: string;
            label: string;
            streams: boolean;
            /** @description Holds a reply to a JSON Schema by itself. */
            json: boolean;
            embeds: boolean;
            listsModels: boolean;
            /** @description Runs in this process; nothing leaves the machine. */
            isLocal: boolean;
            /** @description JSON Schema of the settings, marked as those of GET /connectors are. */
            config: {
                [key: string]: unknown;
            };
            settings: {
                /** @enum {string} */
                by: "workspace" | "you";
                model: string;
                /** @description Without the secrets, which are never sent. */
                config: {
                    [key: string]: unknown;
                };
                /** @description Settings that are kept sealed. */
                secretFields: string[];
                /** @description Of several that are configured, the one that is asked. */
                isChosen: boolean;
                /** @description False when its key has to be entered again. */
                isReadable: boolean;
                revision: number;
                updatedAt: string;
            }[];
        };
        ModelProviderList: {
            items: components["schemas"]["ModelProvider"][];
            /** @description What is asked, in this order, until one answers; empty: the engine alone. */
            inUse: {
                provider: string;
                /** @description Empty where the server is still to be asked which it has. */
                model: string;
                /** @enum {string} */
                by: "environment" | "workspace" | "you";
                /** @description Its address is of this machine or a private network. */
                isInHouse: boolean;
            }[];
            nextCursor: string | null;
        };
        ModelTest: {
            provider: string;
            model: string;
            elapsedMs: number;
            attempts: number;
            inputTokens: number;
            outputTokens: number;
            /** @description Null where no price is known. */
            costUsd: number | null;
        };
        ModelList: {
            items: {
                id: string;
                label: string;
                /** @enum {string} */
                kind: "language" | "embedding";
                /** @description US dollars per million tokens. */
                price?: {
                    input: number;
                    output: number;
                };
            }[];
            nextCursor: string | null;
        };
        Job: {
            id: string;
            /** @enum {string} */
            kind: "sync" | "evaluation" | "sweep" | "look-for-syncs" | "index" | "backup" | "mail";
            /** @description What it is about: the name of a source. */
            subject: string | null;
            workspaceId: string | null;
            /**
             * @description waiting: it runs again by itself, or has not run yet.
             * @enum {string}
             */
            state: "running" | "waiting" | "done" | "failed" | "stopped";
            startedAt: string | null;
            endedAt: string | null;
            /** @description Why it failed the last time, or how much waits. */
            message: string | null;
            canCancel: boolean;
            /** @description Once more, or now rather than when its time has come. */
            canRun: boolean;
        };
        JobList: {
            /** @description What runs first, then the latest. Chores are those of the instance that answers. */
            items: components["schemas"]["Job"][];
            nextCursor: string | null;
        };
        LogLine: {
            id: string;
            at: string;
            /** @enum {string} */
            level: "debug" | "info" | "warn" | "error";
            message: string;
            requestId: string | null;
            /** @description "this" where there is one instance. */
            instance: string;
            /** @description Everything else of the line, as JSON; empty where there is nothing. */
            more: string;
        };
        LogLineList: {
            /** @description Newest first. */
            items: components["schemas"]["LogLine"][];
            nextCursor: string | null;
            /** @description What is logged at the moment; lines below it are not there. */
            level: string;
            /** @description Alive, but did not answer in time: their lines are missing. */
            silentInstances: string[];
        };
        Operations: {
            /** @enum {string} */
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
            processes: {
                /** @enum {string} */
                kind: "query" | "source";
                running: number;
                spare: number;
                /** @description In flight. */
                calls: number;
                starts: number;
                /** @description Ended without being asked to. */
                deaths: number;
            }[];
            /** @description The longest standstill of the event loop since the start. */
            longestBlockMs: number;
            droppedLogLines: number;
            sources: {
                count: number;
                /** @description At most 100. */
                troubled: {
                    id: string;
                    name: string;
                    workspaceId: string;
                    /** @enum {string} */
                    status: "syncing" | "error" | "disconnected";
                    reason: string | null;
                    since: string;
                }[];
            };
            /** @description The latest 50. */
            jobs: {
                /** @enum {string} */
                kind: "sync";
                sourceId: string;
                sourceName: string;
                /** @enum {string} */
                state: "running" | "done" | "failed";
                /** @enum {string} */
                cause: "created" | "person" | "schedule";
                startedAt: string;
                endedAt: string | null;
                message: string | null;
            }[];
            plugins: {
                running: number;
                notRunning: number;
            };
            /** @description Files that the database does not know, kept since a restore. */
            orphans: {
                workspaceId: string;
                sourceId: string;
            }[];
            /** @description Made before the schema changed, newest first. */
            upgradeBackups: string[];
        };
        InstalledPlugin: {
            id: string;
            label: string;
            description: string;
            /** @description As the settings name it. */
            place: string;
            /**
             * @description failed: it could not be started; disabled: switched off by hand or for its faults.
             * @enum {string}
             */
            state: "running" | "disabled" | "failed";
            /** @description Why it does not run. */
            reason: string | null;
            /** @description The points at which it takes part. */
            hooks: string[];
            /** @description Since the server started. */
            faultCount: number;
            /** @description The latest first. */
            faults: {
                at: string;
                kind: string;
                message: string;
            }[];
        };
        InstalledPluginList: {
            items: components["schemas"]["InstalledPlugin"][];
            nextCursor: string | null;
        };
        Prompt: {
            id: string;
            label: string;
            description: string;
            builtIn: string;
            /** @description What is in use. */
            text: string;
            /** @description Null: what is built in. Send it, or 0, as ETag in If-Match. */
            activeVersion: number | null;
            /** @description What the product fills in; {{name}} has to stand in the text exactly once. */
            parts: {
                name: string;
                description: string;
            }[];
            /** @description Of the text in use, its parts left out, by our own count. */
            tokens: number;
            maxTokens: number;
        };
        PromptList: {
            items: components["schemas"]["Prompt"][];
            nextCursor: string | null;
        };
        PromptVersion: {
            number: number;
            text: string;
            note: string;
            tokens: number;
            isActive: boolean;
            createdBy: string | null;
            createdAt: string;
        };
        PromptVersionList: {
            items: components["schemas"]["PromptVersion"][];
            nextCursor: string | null;
        };
        PromptPreview: {
            /** @description Why the text cannot be used; empty: it can. */
            faults: string[];
            tokens: number;
            /** @description All that a model would be told of the question; null where no question was given or the text cannot be used. */
            told: {
                system: string;
                user: string;
                tokens: number;
            } | null;
        };
        SingleSignOnStarted: {
            /** @description Where to send the browser, which has been given a cookie for the way back. */
            authorizeUrl: string;
        };
        LinkedProviders: {
            providers: {
                id: string;
                label: string;
                isLinked: boolean;
                /** @description As the provider last said it. */
                email: string | null;
                lastUsedAt: string | null;
            }[];
        };
        TwoFactorState: {
            isOn: boolean;
            confirmedAt: string | null;
            recoveryCodesLeft: number;
            /** @description The active workspace wants it of its members. */
            isRequired: boolean;
            /** @description This session has shown a second factor. */
            isShown: boolean;
        };
        TwoFactorEnrolment: {
            /** @description To be typed into the app where its camera cannot be used. It counts once confirmed. */
            secret: string;
            /** @description otpauth:// address of the same. */
            uri: string;
            /** @description The address as an SVG picture. */
            qrCode: string;
        };
        RecoveryCodes: {
            /** @description Each signs in once without the app. Shown this once. */
            recoveryCodes: string[];
        };
        Combination: {
            sourceId: string;
            members: {
                sourceId: string;
                /** @description null: the source is gone. */
                name: string | null;
                /** @description As the source's own: PATCH /sources/{id} changes it. */
                sendsKeys: boolean;
                /** @description name: as questions and SQL call it. */
                tables: {
                    name: string;
                    table: string;
                }[];
            }[];
            joins: {
                from: {
                    sourceId: string;
                    table: string;
                    column: string;
                };
                to: {
                    sourceId: string;
                    table: string;
                    column: string;
                };
            }[];
            /** @description Joins between its members that were found by names and values. */
            found: {
                table: string;
                column: string;
                refTable: string;
                refColumn: string;
                confidence: number;
                evidence: string;
            }[];
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
        /** @description What is left of a value: some characters at one end, the year, or nothing. A mask that does not fit the type leaves nothing. */
        ColumnMask: {
            /** @constant */
            keep: "last";
            characters: number;
        } | {
            /** @constant */
            keep: "first";
            characters: number;
        } | {
            /** @constant */
            keep: "year";
        } | {
            /** @constant */
            keep: "null";
        };
        DataRuleBody: {
            /** @constant */
            kind: "row";
            /** @description Rows for which this is not true are not there, such as region = user.region and status <> 'draft'. */
            filter: string;
        } | {
            /** @constant */
            kind: "open";
        } | {
            /** @constant */
            kind: "column";
            column: string;
            /** @constant */
            action: "mask";
            mask: components["schemas"]["ColumnMask"];
        } | {
            /** @constant */
            kind: "column";
            column: string;
            /** @enum {string} */
            action: "hide" | "hash";
        };
        DataRuleAppliesTo: {
            /** @constant */
            kind: "everyone";
            except: string[];
        } | {
            /** @constant */
            kind: "some";
            roles: ("owner" | "admin" | "analyst" | "viewer")[];
            members: string[];
        };
        DataRuleFault: {
            message: string;
            /** @description UTF-16 offset into the filter. */
            start: number;
            end: number;
        };
        DataRule: {
            id: string;
            sourceId: string;
            /** @description As the catalog spells it. */
            table: string;
            rule: components["schemas"]["DataRuleBody"];
            appliesTo: components["schemas"]["DataRuleAppliesTo"];
            /** @description Why there is this rule. */
            note: string;
            /** @description Why it cannot be followed now: its table is then not shown to those it is about. */
            fault: components["schemas"]["DataRuleFault"] | null;
            /** @description What it needs to know of people: user.<attribute>. */
            attributes: string[];
            revision: number;
            createdAt: string;
            updatedAt: string;
        };
        DataRuleList: {
            items: components["schemas"]["DataRule"][];
            /** @description Always null: a source has a few rules. */
            nextCursor: null;
            /** @description Views over tables with rules, without a rule of the same kind (rows or columns) themselves: they are not shown to those the rules are about, until they have one or are opened. */
            keptViews: {
                name: string;
                /** @description What it reads; null where the source does not tell. */
                reads: string[] | null;
            }[];
        };
        DataRuleCreate: {
            /** @description As the catalog spells it. */
            table: string;
            rule: components["schemas"]["DataRuleBody"];
            appliesTo: components["schemas"]["DataRuleAppliesTo"];
            /**
             * @description Why there is this rule.
             * @default
             */
            note: string;
        };
        DataRulePatch: {
            /** @description As the catalog spells it. */
            table?: string;
            rule?: components["schemas"]["DataRuleBody"];
            appliesTo?: components["schemas"]["DataRuleAppliesTo"];
            /** @description Why there is this rule. */
            note?: string;
        };
        CheckedDataRule: {
            fault: components["schemas"]["DataRuleFault"] | null;
            attributes: string[];
            columns: string[];
            /** @description Views that show what the rule keeps back, and would not be shown either unless rules say otherwise. */
            keptViews: string[];
        };
        DataRulePreview: {
            tables: {
                name: string;
                hasFewerRows: boolean;
                columns: {
                    name: string;
                    type: components["schemas"]["DataType"];
                    /** @enum {string} */
                    masking?: "mask" | "hash";
                }[];
                hidden: string[];
            }[];
            /** @description Not shown at all: a rule about them cannot be followed, or they show what rules of other tables keep. */
            withheld: string[];
            /** @description Attributes that rules need and this person does not have. */
            missing: string[];
            rows: {
                table: string;
                columns: components["schemas"]["ResultColumn"][];
                rows: unknown[][];
            } | null;
        };
        OwnRestrictions: {
            limits: {
                table: string;
                hasFewerRows: boolean;
                maskedColumns: string[];
            }[];
            /** @description Tables that are not shown: a rule about them cannot be followed now, or they show what rules of others keep back. */
            withheld: string[];
            /** @description Attributes that rules need and you do not have; tables then show no rows. */
            missing: string[];
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
        Health: {
            /**
             * @description degraded: something that the server stands on fails, and what does not need it still works.
             * @enum {string}
             */
            status: "ok" | "degraded";
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
