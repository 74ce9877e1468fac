import { signUp } from "../apps/server/src/fixtures/accounts.ts";
import { openTestServer } from "../apps/server/src/fixtures/test-server.ts";

/**
 * Can a stranger tell by the time of an answer who has an account? Asks a server over HTTP about addresses that are
 * known and unknown, in random order, and tests the difference: `npx tsx bench/enumeration.ts [samples] [what]`, where
 * what is the beginning of a name below.
 */
const SAMPLES = Number(process.argv[2] ?? 1_000);
const WHAT = process.argv[3] ?? "";
const WARM_UP = 20;
const RESAMPLES = 1_000;
const KNOWN = "known@example.com";
const PASSWORD = "Wrong-Password-1-Lagoon";

interface Probe {
  readonly name: string;
  readonly path: string;
  readonly body: (email: string) => object;
}

const PROBES: readonly Probe[] = [
  { name: "sign in, wrong password", path: "/auth/sign-in", body: (email) => ({ email, password: PASSWORD }) },
  { name: "forgot password", path: "/auth/forgot-password", body: (email) => ({ email }) },
  { name: "register", path: "/auth/register", body: (email) => ({ email, name: "Ann", password: PASSWORD }) },
];

const server = await openTestServer({
  registration: "open",
  isBehindProxy: true,
  publicUrl: "https://data.example.com",
});
const url = await server.listen();
await signUp(server, { email: KNOWN });
let sent = 0;

/** Each from an address of its own: waits after wrong passwords are not what is asked about. */
async function ask({ path, body }: Probe, email: string): Promise<number> {
  sent += 1;
  const forwarded = `198.18.${(sent >> 8) & 255}.${sent & 255}`;
  const started = performance.now();
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": forwarded },
    body: JSON.stringify(body(email)),
  });
  await answer.text();
  const took = performance.now() - started;
  if (answer.status === 429 || answer.status >= 500) throw new Error(`${path} was answered ${answer.status}.`);
  return took;
}

console.info(`${"asked".padEnd(25)} ${"known".padStart(9)} ${"unknown".padStart(9)}  difference of medians (95 %)   p`);
for (const probe of PROBES.filter(({ name }) => name.startsWith(WHAT))) {
  const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  for (let i = 0; i < SAMPLES + WARM_UP; i++) {
    const pair = Math.random() < 0.5 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
    for (const kind of pair) {
      const took = await ask(probe, kind === "known" ? KNOWN : `nobody${sent}@example.com`);
      if (i >= WARM_UP) times[kind].push(took);
      // What is done behind the answer is over before the next is asked.
      await server.accounts.settled();
    }
  }
  const { known, unknown } = times;
  const [low, high] = interval(known, unknown);
  const difference = median(known) - median(unknown);
  console.info(
    `${probe.name.padEnd(25)} ${ms(median(known))} ${ms(median(unknown))}  ${ms(difference)} (${low.toFixed(2)} to ${high.toFixed(2)})   ${mannWhitney(known, unknown).toFixed(3)}`,
  );
}
await server.close();

function ms(value: number): string {
  return `${value.toFixed(2)} ms`.padStart(9);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [a = 0, b = 0] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 0 ? (a + b) / 2 : b;
}

/** Of the difference of medians, from resampled samples. */
function interval(one: readonly number[], other: readonly number[]): readonly [number, number] {
  const again = (values: readonly number[]): number[] =>
    values.map(() => values[Math.floor(Math.random() * values.length)] ?? 0);
  const differences = Array.from({ length: RESAMPLES }, () => median(again(one)) - median(again(other)));
  const sorted = differences.sort((a, b) => a - b);
  return [sorted[Math.floor(RESAMPLES * 0.025)] ?? 0, sorted[Math.floor(RESAMPLES * 0.975)] ?? 0];
}

/** How likely ranks so unlike are where both are the same; two-sided, by the normal approximation. */
function mannWhitney(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((value) => ({ value, first: 1 })), ...other.map((value) => ({ value, first: 0 }))];
  all.sort((a, b) => a.value - b.value);
  const rankSum = all.reduce((sum, { first }, index) => sum + first * (index + 1), 0);
  const [n, m] = [one.length, other.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const z = Math.abs(u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
  return 2 * (1 - normal(z));
}

/** The normal distribution, to seven digits (Abramowitz and Stegun 26.2.17). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const polynomial = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153].reduce(
    (sum, factor) => (sum + factor) * t,
    0,
  );
  return 1 - (Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}
