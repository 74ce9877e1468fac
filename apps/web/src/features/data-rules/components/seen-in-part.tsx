import { useQuery } from "@tanstack/react-query";
import { EyeOff } from "lucide-react";
import { restrictionsQuery } from "../api/data-rules.ts";

/** Tells who sees a source in part that they do; not what is kept from them. */
export function SeenInPart({ sourceId }: { sourceId: string }) {
  const own = useQuery(restrictionsQuery(sourceId));
  if (own.data === undefined) return null;
  const { limits, withheld, missing } = own.data;
  const fewer = limits.filter(({ hasFewerRows }) => hasFewerRows).map(({ table }) => table);
  const masked = limits.flatMap(({ table, maskedColumns }) => maskedColumns.map((column) => `${table}.${column}`));
  if (fewer.length + masked.length + withheld.length === 0) return null;
  return (
    <div className="flex gap-3 rounded-field bg-warn-wash px-4 py-3 text-sm">
      <EyeOff size={16} aria-hidden className="mt-0.5 shrink-0 text-warn" />
      <div className="grid min-w-0 gap-0.5">
        <p className="font-medium">Your workspace's rules show you a part of this source.</p>
        {fewer.length === 0 ? null : <p className="text-soft">Only some rows: {fewer.join(", ")}.</p>}
        {masked.length === 0 ? null : <p className="text-soft">Masked or hashed: {masked.join(", ")}.</p>}
        {withheld.length === 0 ? null : (
          <p className="text-soft">
            Not shown, until an admin has settled the rules about them: {withheld.join(", ")}.
          </p>
        )}
        {missing.length === 0 ? null : (
          <p className="text-soft">
            Rules need to know more of you ({missing.join(", ")}); an admin can write it down with the members.
          </p>
        )}
      </div>
    </div>
  );
}
