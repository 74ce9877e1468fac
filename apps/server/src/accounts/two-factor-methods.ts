/** Ends of a session's method that say a second factor was shown: here, or to a provider that is trusted to ask. */
const SHOWN = ["+totp", "+provider"] as const;

export const showedSecondFactor = (method: string): boolean => SHOWN.some((end) => method.endsWith(end));
