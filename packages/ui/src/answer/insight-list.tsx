import type { Insight, InsightKind } from "@parlance/core";
import {
  ArrowLeftRight,
  ChartPie,
  CircleDot,
  GitCompareArrows,
  type LucideIcon,
  Repeat,
  Split,
  TrendingUp,
} from "lucide-react";

const KINDS: Readonly<Record<InsightKind, { readonly icon: LucideIcon; readonly word: string }>> = {
  trend: { icon: TrendingUp, word: "Trend" },
  change: { icon: Split, word: "Change" },
  outlier: { icon: CircleDot, word: "Stands out" },
  concentration: { icon: ChartPie, word: "Concentration" },
  seasonality: { icon: Repeat, word: "Pattern" },
  correlation: { icon: GitCompareArrows, word: "Go together" },
  reversal: { icon: ArrowLeftRight, word: "Mind the parts" },
};

/** What else the rows show, each with the test that found it. */
export function InsightList({ insights }: { insights: readonly Insight[] }) {
  if (insights.length === 0) return null;
  return (
    <ul aria-label="What else the rows show" className="grid gap-2 sm:grid-cols-2">
      {insights.map((insight) => {
        const { icon: Icon, word } = KINDS[insight.kind];
        return (
          <li key={insight.sentence} className="grid gap-1 rounded-field border border-line bg-sunken px-4 py-3">
            <p className="flex items-center gap-1.5 text-[13px] font-medium text-accent">
              <Icon size={14} aria-hidden />
              {word}
            </p>
            <p className="text-[15px] leading-snug">{insight.sentence}</p>
            <p className="text-xs text-faint">{testWords(insight)}</p>
          </li>
        );
      })}
    </ul>
  );
}

function testWords({ pValue, sample, test }: Insight): string {
  const [name] = test.split(/[;,]/);
  const chance =
    pValue === undefined
      ? ""
      : pValue < 0.001
        ? ", chance of noise below 0.1%"
        : `, chance of noise ${(pValue * 100).toFixed(1)}%`;
  return `${name} over ${sample} values${chance}`;
}
