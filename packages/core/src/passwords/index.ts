export { type Guess, guessPassword, type KnownPasswords, knownPasswords, WHY_GUESSED } from "./guess-password.ts";
