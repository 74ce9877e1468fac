import type { Me } from "../api/me.ts";

/** Offered where this browser holds something without an account. */
export function KeepData({ me, isOnAtFirst = false }: { me: Me | undefined; isOnAtFirst?: boolean }) {
  if (me?.possible.keepData !== true) return null;
  return (
    <label className="flex cursor-pointer items-start gap-2.5 rounded-card border border-line bg-sunken/60 p-3 text-sm">
      <input type="checkbox" name="keepData" defaultChecked={isOnAtFirst} className="mt-0.5 size-4 accent-(--accent)" />
      <span>
        <span className="font-medium">Keep what I have here</span>
        <span className="block text-soft">
          The data and conversations in this browser become a workspace of yours, and are no longer removed by
          themselves.
        </span>
      </span>
    </label>
  );
}
