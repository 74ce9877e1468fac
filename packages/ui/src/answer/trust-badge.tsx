import type { Trust, TrustLevel } from "@parlance/core";
import { BadgeCheck, ChevronRight, CircleCheck, CircleDashed, type LucideIcon, TriangleAlert } from "lucide-react";
import { TRUST_WORDS, type TrustTone } from "./trust-words.ts";

const ICONS: Readonly<Record<TrustLevel, LucideIcon>> = {
  verified: BadgeCheck,
  checked: CircleCheck,
  caution: TriangleAlert,
  unchecked: CircleDashed,
};

const TONES: Readonly<Record<TrustTone, string>> = {
  good: "text-accent bg-accent-wash hover:border-accent",
  plain: "text-soft bg-sunken hover:border-faint",
  warn: "text-warn bg-warn-wash hover:border-warn",
};

/** The badge of an answer: a word, a picture and the way to what stands behind it. */
export function TrustBadge({ trust, onOpen }: { trust: Trust; onOpen: () => void }) {
  const { word, meaning, tone } = TRUST_WORDS[trust.level];
  const Icon = ICONS[trust.level];
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-haspopup="dialog"
      title={meaning}
      className={`inline-flex cursor-pointer items-center gap-1.5 rounded-full border border-transparent py-1 pr-2 pl-2.5 text-[13px] font-medium transition-colors ${TONES[tone]}`}
    >
      <Icon size={15} aria-hidden />
      {word}
      <span className="font-normal underline decoration-dotted underline-offset-4">what stands behind it</span>
      <ChevronRight size={14} aria-hidden />
    </button>
  );
}
