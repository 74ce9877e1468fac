import type { ErrorRow } from "./error-row.ts";

/** Who somebody is, what they may do, and how much of it. */
export const PEOPLE_ERRORS = {
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
  MAIL_ADDRESS_INVALID: {
    status: 422,
    message: "This is no e-mail address that a letter can be sent to.",
    hint: "Write one address, such as ada@example.com.",
  },
  MAIL_NOT_FOUND: { status: 404, message: "There is no such letter." },
} as const satisfies Record<string, ErrorRow>;
