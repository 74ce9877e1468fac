import { weaknessOf } from "../secrets/keyring.ts";
import { KNOWN_SETTINGS, type SettingName } from "./known-settings.ts";
import { isLoopback } from "./reach.ts";
import type { SettingProblem } from "./setting-problem.ts";
import type { Settings } from "./settings.ts";

/** What of the machine decides whether settings are safe on it. */
export interface Machine {
  /** The system limits the memory of query processes. */
  readonly hasMemoryLimit: boolean;
}

/** As they stand in examples, here and elsewhere; whoever leaves one in place has no secret. */
const EXAMPLES = [
  "changeme",
  "change-me",
  "change_me",
  "changeit",
  "example",
  "secret",
  "mysecret",
  "supersecret",
  "password",
  "passw0rd",
  "secretkey",
  "secret-key",
  "your-secret-key",
  "your-api-key",
  "letmein",
  "admin",
  "test",
  "xxx",
];

/** Settings with which the server refuses to start, in one sentence each. */
export function unsafeSettings(settings: Settings, machine: Machine): readonly SettingProblem[] {
  return [...weakSecrets(settings), ...inTheClear(settings), ...withoutSandbox(settings, machine)];
}

function weakSecrets(settings: Settings): readonly SettingProblem[] {
  const current = settings.current();
  const examples = KNOWN_SETTINGS.filter(({ isSecret, name }) => {
    const value = current[name];
    return isSecret === true && typeof value === "string" && isExample(value);
  }).map(({ name, key }) =>
    problem(settings, name, `${key} is an example that anybody could guess.`, "Set one of your own."),
  );
  const weakness = current.secretKey === undefined ? null : weaknessOf(current.secretKey);
  return weakness === null ? examples : [...examples, problem(settings, "secretKey", weakness)];
}

/** Of an address, its password counts; on this machine that of a trial database may be what it likes. */
function isExample(value: string): boolean {
  const url = /^[a-z]+:\/\//i.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  if (url !== undefined && isLoopback(url.hostname)) return false;
  const secret = url === undefined ? value : decodeURIComponent(url.password);
  return EXAMPLES.includes(secret.trim().toLowerCase()) || /^<.*>$/.test(secret.trim());
}

function inTheClear(settings: Settings): readonly SettingProblem[] {
  const { host, publicUrl, isBehindProxy, isPlainHttpAllowed } = settings.current();
  const hasTls = publicUrl === undefined ? isBehindProxy : publicUrl.startsWith("https:");
  if (isLoopback(host) || hasTls || isPlainHttpAllowed) return [];
  return [
    problem(
      settings,
      "host",
      `Listening on ${host} without TLS would send passwords and data in the clear.`,
      "Put a proxy with TLS in front and set access.publicUrl to its https address, or set access.plainHttp to true where the network can be trusted.",
    ),
  ];
}

/** Alone on one's own machine the worker's own watch over its memory is enough; for strangers it is not. */
function withoutSandbox(settings: Settings, { hasMemoryLimit }: Machine): readonly SettingProblem[] {
  const { host, isSandboxOptional } = settings.current();
  if (hasMemoryLimit || isSandboxOptional) return [];
  const told = problem(
    settings,
    "isSandboxOptional",
    "This system has no prlimit, so nothing but themselves keeps query processes from taking all memory.",
    "Install util-linux, or set access.withoutSandbox to true to accept it.",
  );
  return isLoopback(host) ? [{ ...told, isWarning: true }] : [told];
}

function problem(settings: Settings, name: SettingName, message: string, hint?: string): SettingProblem {
  const found = settings.inForce(name);
  return { place: found?.place ?? found?.setting.key ?? name, key: found?.setting.key ?? null, message, hint };
}
