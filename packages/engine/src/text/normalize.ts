const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);

/** Plain letters have no other form and no accents to lose. */
const withoutAccents = (text: string): string =>
  isPlain(text) ? text : text.normalize("NFKD").replace(/\p{M}+/gu, "");

/** Text as it is compared: compatibility form, no accents, lower case, every run of other signs one space. */
export const normalize = (text: string): string =>
  withoutAccents(text)
    .toLowerCase()
    .replace(/[’']s\b/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
