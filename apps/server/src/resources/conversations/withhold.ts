import type { ToldMessage } from "./message-store.ts";

/**
 * A message as somebody under other rules than its asker may read it: the question, and that there was an answer. The
 * statement goes too, since it may name columns and values.
 */
const withheld = <Told extends ToldMessage>(message: Told): Told => ({
  ...message,
  told: null,
  sql: null,
  errorMessage: null,
  isWithheld: true,
});

/** What the reader's rows and columns of a source are limited to now, in one word; null: not to be known now. */
export type FingerprintOf = (sourceId: string) => Promise<string | null>;

/**
 * Leaves answers only to people who would be given the same. What failed has no answer that could be compared, so that
 * it is left to people under no rules.
 */
export async function withholdOthers<Told extends ToldMessage>(
  messages: readonly Told[],
  fingerprintOf: FingerprintOf,
): Promise<readonly Told[]> {
  const known = new Map<string, string | null>();
  const shown: Told[] = [];
  for (const message of messages) {
    const { sourceId, told } = message;
    if (sourceId === null) {
      shown.push(message);
      continue;
    }
    const own = known.has(sourceId) ? (known.get(sourceId) ?? null) : await fingerprintOf(sourceId);
    known.set(sourceId, own);
    const isSame = own === (told?.restrictions ?? "");
    shown.push(isSame || isEmpty(message) ? message : withheld(message));
  }
  return shown;
}

const isEmpty = ({ told, sql, errorMessage }: ToldMessage): boolean =>
  told === null && sql === null && errorMessage === null;
