import { useId } from "react";

export interface UseMeterProps {
  readonly name: string;
  readonly used: number;
  /** Null: as much as is asked for. */
  readonly limit: number | null;
  readonly words: (value: number) => string;
}

/** From here on something should be done about it. */
export const NEARLY_FULL = 0.8;

/** Of nothing, everything is used. */
export const shareOf = (used: number, limit: number): number => (limit === 0 ? 1 : used / limit);

/** How much of what there is is used: in words, and as a bar where there is an end to it. */
export function UseMeter({ name, used, limit, words }: UseMeterProps) {
  const id = useId();
  const share = limit === null ? 0 : shareOf(used, limit);
  const tone = share >= 1 ? "fill-bad" : share >= NEARLY_FULL ? "fill-warn" : "fill-accent";
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap justify-between gap-x-4 text-sm">
        <label htmlFor={id}>{name}</label>
        <span className="text-soft tabular-nums">
          {limit === null ? `${words(used)}, without a limit` : `${words(used)} of ${words(limit)}`}
        </span>
      </p>
      {limit === null ? (
        <output id={id} className="sr-only">
          {words(used)}
        </output>
      ) : (
        <>
          <progress id={id} max={1} value={Math.min(1, share)} className="sr-only" />
          <svg
            aria-hidden
            viewBox="0 0 100 1"
            preserveAspectRatio="none"
            className="h-1.5 w-full overflow-hidden rounded-full bg-line"
          >
            <rect width={Math.min(1, share) * 100} height={1} className={tone} />
          </svg>
        </>
      )}
    </div>
  );
}
