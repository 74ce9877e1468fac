import { guessPassword, knownPasswords } from "@parlance/core";

export type JudgePassword = (password: string, about: readonly string[]) => ReturnType<typeof guessPassword>;

let loading: Promise<JudgePassword> | undefined;

/** Judges what is typed here in the browser, as the server will. The list is fetched when somebody chooses a password. */
export function passwordJudge(): Promise<JudgePassword> {
  loading ??= load();
  return loading;
}

async function load(): Promise<JudgePassword> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  const known = knownPasswords(dictionary["passwords-common"]);
  return (password, about) => guessPassword(password, about, known);
}
