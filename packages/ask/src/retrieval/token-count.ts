const PIECE = /[A-Za-z]+|\d+|\s+|[^\sA-Za-z\d]/g;
const LETTERS_PER_TOKEN = 5;
const DIGITS_PER_TOKEN = 3;

/** About how many tokens a language model makes of a text. On the high side for English, so that budgets hold. */
export function countTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(PIECE)) {
    if (/^\s/.test(piece)) tokens += piece.includes("\n") ? 1 : 0;
    else if (/^\d/.test(piece)) tokens += Math.ceil(piece.length / DIGITS_PER_TOKEN);
    else tokens += Math.ceil(piece.length / LETTERS_PER_TOKEN);
  }
  return tokens;
}
