import type { KnowledgeBody } from "@parlance/core";
import { Segments } from "@parlance/ui";
import { useRef } from "react";
import { newId } from "../../../http/new-id.ts";
import { tell } from "../../../state/notes.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { say, writeDown } from "../api/knowledge.ts";
import { emptyDraft } from "../forms/draft.ts";
import type { Place } from "../forms/fields.tsx";
import { EntryDialog } from "./entry-dialog.tsx";

const MEANINGS = [
  { value: "alias", label: "Something in the data" },
  { value: "metric", label: "A figure" },
  { value: "term", label: "Just an explanation" },
] as const;

export interface TeachDialogProps extends Place {
  readonly question: string;
  /** The word to begin with. */
  readonly word: string;
  readonly onClose: () => void;
}

/** "By X I mean ...": at once, or as a suggestion for whoever looks after the source. */
export function TeachDialog({ sourceId, version, question, word, onClose }: TeachDialogProps) {
  const key = useRef(newId());
  const mayDecide = useMay("knowledge.change");
  const suggest = {
    label: "Suggest it",
    run: async (body: KnowledgeBody) => {
      await say(sourceId, { kind: "meant", question, body });
      tell({ id: key.current, text: "Noted as a suggestion. It counts once somebody approves it." });
    },
  };
  return (
    <EntryDialog
      sourceId={sourceId}
      version={version}
      title="What does it mean?"
      question={question}
      first={{ ...emptyDraft("alias"), name: word }}
      saveLabel={mayDecide ? "Use from now on" : suggest.label}
      save={async (body, replace) => {
        if (!mayDecide) return suggest.run(body);
        await writeDown(sourceId, {
          body,
          replace,
          key: replace ? `${key.current}-replace` : key.current,
          note: `Explained after asking "${question}".`,
        });
        tell({ id: key.current, text: "Understood. It counts from the next question on." });
      }}
      {...(mayDecide ? { other: suggest } : {})}
      onClose={onClose}
    >
      {(draft, put) => (
        <div>
          <Segments
            label="What it is"
            value={draft.kind === "metric" || draft.kind === "term" ? draft.kind : "alias"}
            options={MEANINGS}
            onChange={(kind) => put({ kind })}
          />
        </div>
      )}
    </EntryDialog>
  );
}
