import type { ChartSpec } from "@parlance/core";
import { Chart, type ChartData, formatBytes, formatCount, formatDuration, Segments } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { useTheme } from "../../../state/theme.ts";
import { instanceUsageQuery, type Usage } from "../api/usage.ts";
import { When } from "./when.tsx";

const SPANS = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
] as const;
type Span = (typeof SPANS)[number]["value"];

/** What is asked on this server: how much, by whom, how fast, and what was not answered. */
export function UsagePage() {
  const [span, setSpan] = useState<Span>("30");
  const usage = useQuery(instanceUsageQuery(Number(span)));
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="justify-self-start">
        <Segments label="Time" value={span} options={SPANS} onChange={setSpan} />
      </div>
      {usage.isError ? <ErrorPanel error={usage.error} /> : null}
      {usage.data === undefined ? null : <Figures usage={usage.data} />}
    </div>
  );
}

function Figures({ usage }: { usage: Usage }) {
  const { total, storage } = usage;
  const figures = [
    ["Questions", formatCount(total.questions)],
    ["SQL statements", formatCount(total.statements)],
    ["People", formatCount(total.people)],
    ["Not answered", formatCount(total.unanswered)],
    ["Failed", formatCount(total.failed)],
    ["Half answered within", formatDuration(total.p50Ms)],
    ["95 % answered within", formatDuration(total.p95Ms)],
    [
      "Data kept",
      `${formatBytes(storage.bytes)} in ${formatCount(storage.sources)} ${storage.sources === 1 ? "source" : "sources"}`,
    ],
  ] as const;
  return (
    <>
      <dl className="card flex flex-wrap gap-x-10 gap-y-4 p-5">
        {figures.map(([name, figure]) => (
          <div key={name}>
            <dt className="text-[13px] text-soft">{name}</dt>
            <dd className="font-serif text-2xl">{figure}</dd>
          </div>
        ))}
      </dl>
      <DayChart title="Asked each day" usage={usage} series={ASKED} />
      <DayChart title="How long answers took" usage={usage} series={TIMES} />
      <div className="grid gap-6 md:grid-cols-2">
        <AskedList title="Asked most" items={usage.topQuestions} nothing="Nothing was asked." />
        <AskedList
          title="Not answered"
          items={usage.unansweredQuestions}
          nothing="Every question was answered."
          hint="Descriptions, synonyms and verified questions help here."
        />
        <Ranking
          title="By source"
          items={usage.sources.map((one) => ({ ...one, name: one.name ?? "a source that is gone" }))}
        />
        <Ranking
          title="By person"
          items={usage.people.map((one) => ({ ...one, name: one.name ?? one.email ?? "without an account" }))}
        />
      </div>
      {usage.errors.length === 0 ? null : (
        <section className="grid gap-2" aria-label="Errors">
          <h2 className="font-medium">Errors</h2>
          <ul className="card divide-y divide-line text-sm">
            {usage.errors.map(({ code, count }) => (
              <li key={code} className="flex justify-between px-5 py-2.5">
                <span className="font-mono text-[13px]">{code}</span>
                <span className="tabular-nums">{formatCount(count)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

type DayFigure = Exclude<keyof Usage["days"][number], "day">;
type DaySeries = readonly (readonly [figure: DayFigure, name: string])[];

const ASKED: DaySeries = [
  ["questions", "Questions"],
  ["statements", "SQL statements"],
  ["unanswered", "Not answered"],
  ["failed", "Failed"],
];
const TIMES: DaySeries = [
  ["p50Ms", "Half within (ms)"],
  ["p95Ms", "95 % within (ms)"],
];

function DayChart({ title, usage: { days }, series }: { title: string; usage: Usage; series: DaySeries }) {
  const themeName = useTheme();
  const spec: ChartSpec = { kind: "line", x: "Day", y: series.map(([, name]) => name), alternatives: [] };
  const data: ChartData = {
    columns: [
      { name: "Day", type: { kind: "date", native: "date" } },
      ...series.map(([, name]) => ({ name, type: { kind: "integer", native: "integer" } as const })),
    ],
    rows: days.map((day) => [day.day, ...series.map(([figure]) => day[figure])]),
  };
  return (
    <section className="grid grid-cols-1 gap-2" aria-label={title}>
      <h2 className="font-medium">{title}</h2>
      <div className="card min-w-0 overflow-hidden p-4">
        <Chart spec={spec} data={data} themeName={themeName} />
      </div>
    </section>
  );
}

interface AskedListProps {
  readonly title: string;
  readonly items: Usage["topQuestions"];
  readonly nothing: string;
  readonly hint?: string;
}

const AskedList = ({ title, items, nothing, hint }: AskedListProps) => (
  <section className="grid content-start gap-2" aria-label={title}>
    <h2 className="font-medium">{title}</h2>
    {items.length === 0 ? (
      <p className="card p-5 text-sm text-soft">{nothing}</p>
    ) : (
      <ol className="card divide-y divide-line text-sm">
        {items.map(({ question, count, lastAt }) => (
          <li key={question} className="grid grid-cols-[1fr_auto] gap-x-3 px-5 py-2.5">
            <span>{question}</span>
            <span className="tabular-nums">{formatCount(count)}</span>
            <span className="text-[13px] text-faint">
              last <When at={lastAt} />
            </span>
          </li>
        ))}
      </ol>
    )}
    {items.length === 0 || hint === undefined ? null : <p className="text-[13px] text-soft">{hint}</p>}
  </section>
);

interface Ranked {
  readonly name: string;
  readonly questions: number;
  readonly statements: number;
}

const Ranking = ({ title, items }: { title: string; items: readonly Ranked[] }) => (
  <section className="grid content-start gap-2" aria-label={title}>
    <h2 className="font-medium">{title}</h2>
    {items.length === 0 ? (
      <p className="card p-5 text-sm text-soft">Nothing was asked.</p>
    ) : (
      <ol className="card divide-y divide-line text-sm">
        {items.map(({ name, questions, statements }) => (
          <li key={name} className="flex justify-between gap-3 px-5 py-2.5">
            <span className="min-w-0 truncate">{name}</span>
            <span className="shrink-0 tabular-nums">{formatCount(questions + statements)}</span>
          </li>
        ))}
      </ol>
    )}
  </section>
);
