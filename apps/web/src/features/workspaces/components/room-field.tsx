import { formatBytes } from "@parlance/ui";
import { useId } from "react";

export const MEGABYTE = 1_000_000;

/** In bytes; null for what is no whole number of megabytes. */
export const roomOf = (text: string): number | null => (/^\d{1,9}$/.test(text.trim()) ? Number(text) * MEGABYTE : null);

/** How much a workspace may hold, in megabytes. */
export function RoomField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const id = useId();
  const room = roomOf(text);
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        Room, in MB
      </label>
      <span className="flex items-center gap-3">
        <input
          id={id}
          inputMode="numeric"
          value={text}
          aria-invalid={room === null}
          onChange={(event) => onChange(event.target.value)}
          className="h-9 w-32 rounded-field border border-edge bg-surface px-3 text-sm tabular-nums"
        />
        <span className="text-sm text-soft">{room === null ? "A whole number" : `= ${formatBytes(room)}`}</span>
      </span>
    </div>
  );
}
