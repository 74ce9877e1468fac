/** "enr" for enrollment, "clm" for claim, "agcy" for agency: the beginning of a word, or the word without its vowels. */
export function isShortFor(short: string, word: string): boolean {
  if (short.charCodeAt(0) !== word.charCodeAt(0)) return false;
  if (word.startsWith(short)) return word.length >= short.length + 2;
  return word.length > short.length && /^.[^aeiou]+$/.test(short) && keepsOrder(short, word);
}

/** "drm" for dorm: nothing but the vowels behind the first letter is left out. */
export const isWithoutVowels = (short: string, word: string): boolean =>
  short.length < word.length && short === word.charAt(0) + word.slice(1).replace(/[aeiou]/g, "");

/** Every letter comes in turn, and no more than three are left out at once. */
function keepsOrder(short: string, word: string): boolean {
  let at = 0;
  for (const letter of short) {
    const next = word.indexOf(letter, at);
    if (next < 0 || next - at > MOST_LEFT_OUT) return false;
    at = next + 1;
  }
  return word.length - at <= MOST_LEFT_OUT + 2;
}

const MOST_LEFT_OUT = 3;
