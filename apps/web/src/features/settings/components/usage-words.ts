/** Money of a few thousandths is still money; null is what nobody knows the price of. */
export function costWords(usd: number | null): string {
  if (usd === null) return "price unknown";
  if (usd > 0 && usd < 0.0001) return "less than $0.0001";
  return `$${usd.toFixed(usd < 1 ? 4 : 2)}`;
}

const PURPOSES: Readonly<Record<string, string>> = {
  draft: "drafts",
  repair: "repairs",
  intent: "what was meant",
  words: "wording",
  test: "tests",
};

export const purposeWords = (purpose: string): string => PURPOSES[purpose] ?? purpose;

const OWNERS = { environment: "this server's", workspace: "the workspace's", you: "your own" } as const;

export const ownerWords = (by: keyof typeof OWNERS): string => OWNERS[by];
