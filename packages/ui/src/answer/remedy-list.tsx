import type { Remedy } from "@parlance/core";
import { Wand } from "lucide-react";
import { Button } from "../controls/button.tsx";

/** What to run instead; pressing one runs it. */
export function RemedyList({ remedies, onRun }: { remedies: readonly Remedy[]; onRun: (remedy: Remedy) => void }) {
  if (remedies.length === 0) return null;
  return (
    <ul aria-label="What would help" className="grid gap-2">
      {remedies.map((remedy) => (
        <li key={remedy.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <Button size="small" className="max-w-full" onClick={() => onRun(remedy)}>
            <Wand size={14} aria-hidden />
            <span className="truncate">{remedy.title}</span>
          </Button>
          <span className="text-soft">{remedy.why}</span>
        </li>
      ))}
    </ul>
  );
}
