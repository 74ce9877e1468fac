import { Button } from "@parlance/ui";
import { History, Plus } from "lucide-react";
import type { Source } from "../../../http/api-types.ts";
import { setDrawer } from "../../conversations/api/sidebar-state.ts";
import type { SourceGroup } from "../../sources/api/sources.ts";
import { SourcePicker } from "../../sources/components/source-picker.tsx";
import type { Talk } from "../api/talks.ts";
import { QuestionBox } from "./question-box.tsx";
import { SharedBy } from "./shared-by.tsx";
import { TurnView } from "./turn-view.tsx";

export interface TalkViewProps {
  readonly talk: Talk;
  readonly groups: readonly SourceGroup[];
  /** What the next question is about; undefined when that data is gone. */
  readonly source: Source | undefined;
  readonly onAsk: (question: string) => void;
  readonly onPick: (source: Source) => void;
  readonly onNew: () => void;
}

/** The questions of a conversation, one below the other, and the box for the next. */
export function TalkView({ talk, groups, source, onAsk, onPick, onNew }: TalkViewProps) {
  return (
    <>
      <h1 className="sr-only">Your questions and answers</h1>
      <div className="page grid min-w-0 gap-14 pt-10 pb-48">
        {talk.turns.map((turn, index) => (
          <TurnView
            key={turn.id}
            turn={turn}
            conversationId={talk.id}
            isLast={index === talk.turns.length - 1}
            isYours={talk.sharedBy === undefined}
            onAsk={onAsk}
          />
        ))}
      </div>
      <div
        data-docked
        className="fixed right-0 bottom-0 left-[var(--beside,0px)] z-20 bg-gradient-to-t from-canvas from-60% to-transparent pt-8 pb-4"
      >
        <div className="page">
          {talk.sharedBy !== undefined && talk.id !== null ? (
            <SharedBy name={talk.sharedBy} conversationId={talk.id} />
          ) : (
            <QuestionBox
              size="small"
              placeholder={source === undefined ? "The data of this conversation is gone" : "Ask more, or follow up"}
              isDisabled={source === undefined}
              onAsk={onAsk}
              footer={<Footer groups={groups} source={source} onPick={onPick} onNew={onNew} />}
            />
          )}
        </div>
      </div>
    </>
  );
}

const Footer = ({ groups, source, onPick, onNew }: Pick<TalkViewProps, "groups" | "source" | "onPick" | "onNew">) => (
  <>
    <Button
      look="quiet"
      size="small"
      className="-mr-2 px-2! lg:hidden"
      aria-label="Show conversations"
      onClick={() => setDrawer(true)}
    >
      <History size={15} aria-hidden />
    </Button>
    <SourcePicker groups={groups} current={source} onPick={onPick} />
    <Button look="quiet" size="small" onClick={onNew}>
      <Plus size={14} aria-hidden /> New
    </Button>
  </>
);
