import { Button } from "@parlance/ui";
import { Users } from "lucide-react";
import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import { useIsTeam, useMay } from "../../workspaces/api/rights.ts";
import type { SavedAnswer } from "../api/saved-answers.ts";
import { setSavedShared } from "../api/workspace-sharing.ts";

/** Shares a saved answer with the workspace, or takes it back: one's own, and anybody's for those who look after it. */
export function SavedShare({ saved }: { saved: SavedAnswer }) {
  const isTeam = useIsTeam();
  const mayChange = useMay("savedAnswer.change");
  const mayRemoveOthers = useMay("member.change");
  const { id, name, isYours } = saved;
  const isShared = saved.workspaceSharedAt !== null;
  if (!isTeam || !(isYours ? mayChange : mayRemoveOthers)) return null;
  const change = (): void => {
    setSavedShared(saved, !isShared).then(
      () =>
        tell({ id, text: isShared ? `“${name}” is yours alone again.` : `“${name}” is shared with the workspace.` }),
      (error: unknown) => tell({ id, tone: "failed", text: `Nothing changed. ${problemOf(error).message}` }),
    );
  };
  return (
    <Button
      look="quiet"
      size="icon"
      className={`size-8! ${isShared ? "text-accent!" : ""}`}
      aria-pressed={isShared}
      aria-label={`Share ${name} with the workspace`}
      title={isShared ? "Stop sharing with the workspace" : "Share with the workspace"}
      onClick={change}
    >
      <Users size={14} aria-hidden />
    </Button>
  );
}
