/**
 * Text of one line: everything but control characters. Spelled as ranges, not as a Unicode property, so that the
 * pattern means the same in JSON Schema to readers in every language.
 */
export const PLAIN_LINE = /^[ -~\u00a0-\uffff]*$/;
