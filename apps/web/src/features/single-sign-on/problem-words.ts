/** What went wrong on the way back from a provider, by the code that the address carries. Other codes say nothing of their own. */
const WORDS: Readonly<Record<string, string>> = {
  SSO_STATE_INVALID: "This sign-in was not begun in this browser, or it has taken too long. Begin again.",
  SSO_ANSWER_INVALID: "What the other server answered does not hold. Begin again.",
  SSO_PROVIDER_UNREACHABLE: "The other server cannot be reached at the moment.",
  SSO_EMAIL_UNVERIFIED:
    "Your e-mail address is not confirmed on both sides. Sign in another way, and add this one in your account.",
  SSO_DOMAIN_NOT_ALLOWED: "People with your e-mail address do not sign in this way.",
  SSO_NO_ACCOUNT: "You have no account here. Somebody who administers this server can invite you.",
  SSO_LINKED_ELSEWHERE: "This sign-in belongs to another account.",
};

export const singleSignOnProblem = (code: string): string => WORDS[code] ?? "Signing in there did not work.";
