/**
 * Servers fold the case of keywords and functions in ASCII only. JavaScript would make "S" of "ſ" and "k" of the Kelvin
 * sign, and so take for a keyword what the server takes for a name.
 */
export const upperAscii = (text: string): string => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
export const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
