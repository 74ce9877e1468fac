import { formatCompact, formatCount, formatDuration, Segments } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { type ModelUsage, usageQuery } from "../api/usage.ts";
import { costWords, ownerWords, purposeWords } from "./usage-words.ts";

const SPANS = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "366", label: "A year" },
] as const;
type Span = (typeof SPANS)[number]["value"];

/** What models were asked here, and what that cost. */
export function UsageFigures() {
  const [span, setSpan] = useState<Span>("30");
  const usage = useQuery(usageQuery(Number(span)));
  return (
    <section aria-labelledby="usage" className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="usage" className="font-medium">
          What it took
        </h2>
        <Segments label="Time" value={span} options={SPANS} onChange={setSpan} />
      </div>
      {usage.isError ? <ErrorPanel error={usage.error} /> : null}
      {usage.data === undefined ? null : usage.data.total.calls === 0 ? (
        <p className="card p-5 text-sm text-soft">No model was asked in this time.</p>
      ) : (
        <Figures usage={usage.data} />
      )}
    </section>
  );
}

function Figures({ usage: { total, items } }: { usage: ModelUsage }) {
  const figures = [
    ["Calls", formatCount(total.calls)],
    ["Tokens in", formatCompact(total.inputTokens)],
    ["Tokens out", formatCompact(total.outputTokens)],
    ["Cost", costWords(total.costUsd)],
    ["Mean time", formatDuration(total.meanMs)],
  ] as const;
  return (
    <div className="card grid gap-5 p-5">
      <dl className="flex flex-wrap gap-x-10 gap-y-3">
        {figures.map(([name, figure]) => (
          <div key={name}>
            <dt className="text-[13px] text-soft">{name}</dt>
            <dd className="font-serif text-2xl">{figure}</dd>
          </div>
        ))}
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="-mx-5 overflow-x-auto px-5" tabIndex={0} aria-label="By model">
        <table className="w-full min-w-[36rem] text-left text-sm">
          <thead className="text-[13px] text-soft">
            <tr>
              {["Model", "For", "Calls", "Tokens in", "Tokens out", "Cost"].map((name, index) => (
                <th key={name} scope="col" className={`pb-1.5 font-normal ${index > 1 ? "text-right" : ""}`}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="tabular-nums">
            {items.map((item) => (
              <tr
                key={`${item.provider} ${item.model} ${item.configuredBy} ${item.purpose}`}
                className="border-t border-line"
              >
                <th scope="row" className="py-2 pr-4 font-normal">
                  {item.model} <span className="text-soft">{ownerWords(item.configuredBy)}</span>
                </th>
                <td className="pr-4 text-soft">{purposeWords(item.purpose)}</td>
                <td className="text-right">
                  {formatCount(item.calls)}
                  {item.failed === 0 ? null : <span className="text-bad"> ({formatCount(item.failed)} failed)</span>}
                </td>
                <td className="text-right">{formatCount(item.inputTokens)}</td>
                <td className="text-right">{formatCount(item.outputTokens)}</td>
                <td className="text-right">{costWords(item.costUsd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
