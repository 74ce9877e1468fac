import type { DateWindow } from "@parlance/core";
import { useState } from "react";
import { Button } from "../controls/button.tsx";

export interface DateWindowFormProps {
  readonly window: DateWindow;
  /** Both ends as the window has them: the second is the first day that is out. Absent: only shown. */
  readonly onSet: ((from: string | null, to: string | null) => void) | undefined;
}

const DAY_MS = 86_400_000;
const shift = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);

/** People mean the last day to be in; the window's end is the first that is out. */
const lastDay = (to: string | null): string => (to === null ? "" : shift(to.slice(0, 10), to.length > 10 ? 0 : -1));

/** The stretch of time that the answer covers, to be moved. */
export function DateWindowForm({ window, onSet }: DateWindowFormProps) {
  const first = window.from?.slice(0, 10) ?? "";
  const last = lastDay(window.to);
  const [from, setFrom] = useState(first);
  const [until, setUntil] = useState(last);
  const isChanged = from !== first || until !== last;
  const words = `${window.column}, days of ${window.zone}`;
  if (onSet === undefined)
    return (
      <>
        {first || "the beginning"} to {last || "the end"} <span className="block text-[13px] text-soft">{words}</span>
      </>
    );
  return (
    <form
      className="grid gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        onSet(from === "" ? null : from, until === "" ? null : shift(until, 1));
      }}
    >
      <div className="flex flex-wrap items-center gap-2">
        <Day label="From" value={from} onChange={setFrom} />
        <span aria-hidden className="text-faint">
          to
        </span>
        <Day label="Until, that day included" value={until} onChange={setUntil} />
        {isChanged ? (
          <Button type="submit" look="solid" size="small">
            Run for these dates
          </Button>
        ) : null}
      </div>
      <span className="text-[13px] text-soft">{words}</span>
    </form>
  );
}

const Day = ({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) => (
  <input
    type="date"
    aria-label={label}
    value={value}
    onChange={(event) => onChange(event.target.value)}
    className="h-8 rounded-field border border-edge bg-surface px-2 text-[13px] text-ink"
  />
);
