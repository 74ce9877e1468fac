import { formatBytes } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { limitsQuery } from "../api/limits.ts";
import { useIsTeam } from "../api/rights.ts";
import { NEARLY_FULL, shareOf } from "./use-meter.tsx";

/** Where files are added: that there will soon be no room for more. */
export function NearlyFull() {
  const isTeam = useIsTeam();
  const storage = useQuery(limitsQuery).data?.storage;
  if (storage === undefined || shareOf(storage.usedBytes, storage.limitBytes) < NEARLY_FULL) return null;
  const left = Math.max(0, storage.limitBytes - storage.usedBytes);
  return (
    <p role="status" className="card flex flex-wrap items-center gap-x-2 gap-y-1 px-5 py-3 text-sm">
      <TriangleAlert size={15} aria-hidden className="text-warn" />
      <span>
        {left === 0 ? "There is no room left" : `There is room for ${formatBytes(left)} more`}, of{" "}
        {formatBytes(storage.limitBytes)}. Delete what is not needed.
      </span>
      {isTeam ? (
        <Link to="/settings/workspace" className="underline decoration-edge underline-offset-4 hover:text-ink">
          Look at the limits
        </Link>
      ) : null}
    </p>
  );
}
