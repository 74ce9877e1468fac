import type { Answer } from "@parlance/core";
import { Button } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BookOpen, ThumbsDown, ThumbsUp } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import { sourceQuery } from "../../sources/api/sources.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { type Saying, say } from "../api/knowledge.ts";

/** Forms come with the first wish to teach. */
const TeachDialog = lazy(() => import("./teach-dialog.tsx").then((module) => ({ default: module.TeachDialog })));
const WrongDialog = lazy(() => import("./wrong-dialog.tsx").then((module) => ({ default: module.WrongDialog })));

export interface AnswerFeedbackProps {
  readonly sourceId: string;
  readonly answer: Answer;
  /** The statement shown, where it is another than the answer's own: edited, or of another reading. */
  readonly corrected?: string | undefined;
}

/** What an answer was worth, and what Parlance should have known. */
export function AnswerFeedback({ sourceId, answer, corrected }: AnswerFeedbackProps) {
  const source = useQuery({ ...sourceQuery(sourceId), enabled: sourceId !== "" });
  const [said, setSaid] = useState<"good" | "bad" | null>(null);
  const [open, setOpen] = useState<"teach" | "wrong" | null>(null);
  const mayDecide = useMay("knowledge.change");
  const { question } = answer;
  const sql = corrected ?? answer.sql;
  const send = async (saying: Saying, mark: "good" | "bad") => {
    setSaid(mark);
    try {
      const proposals = await say(sourceId, saying);
      tell({
        id: `said-${sourceId}`,
        text: <Thanks {...{ sourceId, mayDecide }} hasSuggested={proposals.length > 0} />,
      });
    } catch (error) {
      setSaid(null);
      tell({ id: `said-${sourceId}`, tone: "failed", text: problemOf(error).message });
    }
  };
  const isRight = () => {
    if (sql !== null) void send({ kind: corrected === undefined ? "good" : "edited", question, sql }, "good");
  };
  // Who was shown an answer need not have its source.
  if (source.data === undefined) return null;
  const unused = answer.spans
    .filter(({ role }) => role === "unused")
    .map(({ start, end }) => question.slice(start, end));
  return (
    <fieldset className="flex flex-wrap items-center gap-0.5">
      <legend className="sr-only">What was this answer worth?</legend>
      {sql === null ? null : (
        <>
          <Button
            look="quiet"
            size="small"
            aria-pressed={said === "good"}
            onClick={isRight}
            title={corrected === undefined ? "This answer is right" : "This is how it should be"}
          >
            <ThumbsUp size={14} aria-hidden className={said === "good" ? "text-accent" : ""} /> Right
          </Button>
          <Button look="quiet" size="small" aria-pressed={said === "bad"} onClick={() => setOpen("wrong")}>
            <ThumbsDown size={14} aria-hidden className={said === "bad" ? "text-bad" : ""} /> Wrong
          </Button>
        </>
      )}
      <Button look={unused.length > 0 ? "plain" : "quiet"} size="small" onClick={() => setOpen("teach")}>
        <BookOpen size={14} aria-hidden /> {unused.length > 0 ? `Explain “${unused[0]}”` : "Teach"}
      </Button>
      <Suspense fallback={null}>
        {open === "teach" ? (
          <TeachDialog
            sourceId={sourceId}
            version={source.data.version}
            question={question}
            word={unused[0] ?? ""}
            onClose={() => setOpen(null)}
          />
        ) : null}
        {open === "wrong" ? (
          <WrongDialog
            onClose={() => setOpen(null)}
            onSay={(comment) => {
              setOpen(null);
              void send({ kind: "bad", question, ...(sql === null ? {} : { sql }), comment }, "bad");
            }}
            onTeach={() => setOpen("teach")}
          />
        ) : null}
      </Suspense>
    </fieldset>
  );
}

interface ThanksProps {
  readonly sourceId: string;
  readonly hasSuggested: boolean;
  readonly mayDecide: boolean;
}

const Thanks = ({ sourceId, hasSuggested, mayDecide }: ThanksProps) =>
  !hasSuggested ? (
    <>Noted.</>
  ) : mayDecide ? (
    <>
      Noted as a suggestion.{" "}
      <Link
        to="/sources/$sourceId"
        params={{ sourceId }}
        search={{ view: "knowledge" }}
        className="text-accent underline underline-offset-4"
      >
        Approve it
      </Link>{" "}
      to make it count.
    </>
  ) : (
    <>Noted as a suggestion. It counts once an analyst or admin approves it.</>
  );
