import type { Source } from "../../../http/api-types.ts";

const STATUS = {
  connected: { label: "Ready", dot: "bg-accent" },
  syncing: { label: "Reading", dot: "bg-warn animate-pulse-bar" },
  disconnected: { label: "Needs you", dot: "bg-bad" },
  error: { label: "Trouble", dot: "bg-bad" },
} as const;

export function StatusMark({ source }: { source: Source }) {
  const { label, dot } = STATUS[source.status];
  return (
    <span className="inline-flex items-center gap-1.5 text-[13px] text-soft" title={source.statusReason ?? undefined}>
      <span aria-hidden className={`size-2 rounded-full ${dot}`} />
      {label}
    </span>
  );
}
