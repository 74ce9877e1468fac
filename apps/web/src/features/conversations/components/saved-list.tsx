import { Button } from "@parlance/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Bookmark } from "lucide-react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { useGoing } from "../api/deletions.ts";
import { savedAnswersQuery } from "../api/saved-answers.ts";
import { SavedCard } from "./saved-card.tsx";

/** Saved answers, newest first. */
export function SavedList({ words }: { words: string }) {
  const saved = useInfiniteQuery(savedAnswersQuery(words));
  const going = useGoing();
  const items = (saved.data?.pages ?? []).flatMap((page) => page.items).filter(({ id }) => !going.has(id));
  if (saved.isError) return <ErrorPanel error={saved.error} />;
  if (saved.isPending) return <div aria-hidden className="h-40 animate-pulse rounded-card bg-sunken" />;
  if (items.length === 0) return <Nothing words={words} />;
  return (
    <>
      <ul className="grid grid-cols-1 gap-3">
        {items.map((answer) => (
          <li key={answer.id}>
            <SavedCard saved={answer} />
          </li>
        ))}
      </ul>
      {saved.hasNextPage ? (
        <Button
          className="justify-self-start"
          disabled={saved.isFetchingNextPage}
          onClick={() => void saved.fetchNextPage()}
        >
          Show older ones
        </Button>
      ) : null}
    </>
  );
}

const Nothing = ({ words }: { words: string }) => (
  <div className="grid justify-items-center gap-2 rounded-card border border-dashed border-edge px-6 py-14 text-center">
    <Bookmark size={24} aria-hidden className="text-accent" />
    <p className="font-serif text-2xl">{words === "" ? "Nothing saved yet" : "Nothing found"}</p>
    <p className="text-sm text-soft">
      {words === ""
        ? "Save beside an answer keeps its question and SQL, to run again whenever you like."
        : `No saved answer holds “${words}”.`}
    </p>
    <Link to="/" className="mt-2 text-accent underline underline-offset-4">
      Ask a question
    </Link>
  </div>
);
