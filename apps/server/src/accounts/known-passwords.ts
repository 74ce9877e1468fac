import { type KnownPasswords, knownPasswords } from "@parlance/core";

let loading: Promise<KnownPasswords> | undefined;

/** About 49,000 passwords that breaches have shown most often; read when the first new password is judged. */
export function passwordsOfBreaches(): Promise<KnownPasswords> {
  loading ??= load();
  return loading;
}

async function load(): Promise<KnownPasswords> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return knownPasswords(dictionary["passwords-common"]);
}
