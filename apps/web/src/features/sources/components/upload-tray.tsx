import { Button } from "@parlance/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Notes } from "../../../components/notes.tsx";
import { cancelUpload, dismissUpload, type Upload, useUploads } from "../api/uploads.ts";
import { DeletionNotes } from "./deletion-notes.tsx";
import { faultPlace, PHASE_WORDS, uploadFigures, uploadShare } from "./upload-words.ts";

/** Uploads under way and what was just deleted, on every page. A finished one leads straight to a question about it. */
export function UploadTray() {
  const uploads = useUploads();
  useFollowFinished(uploads);
  return (
    <section
      aria-label="Uploads and deletions"
      className="pointer-events-none fixed right-4 bottom-4 z-50 grid w-[min(24rem,calc(100vw-2rem))] gap-2 *:pointer-events-auto [body:has([data-docked])_&]:bottom-36"
    >
      <Notes />
      <DeletionNotes />
      {uploads.map((upload) => (
        <UploadCard key={upload.key} upload={upload} />
      ))}
    </section>
  );
}

function useFollowFinished(uploads: readonly Upload[]): void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const seen = useRef(new Set<string>());
  useEffect(() => {
    for (const { key, phase, source } of uploads) {
      if (phase !== "done" || source === undefined || seen.current.has(key)) continue;
      seen.current.add(key);
      void client.invalidateQueries();
      void navigate({ to: "/", search: { source: source.id } });
      setTimeout(() => dismissUpload(key), 6000);
    }
  }, [uploads, client, navigate]);
}

function UploadCard({ upload }: { upload: Upload }) {
  const { key, names, phase, error } = upload;
  const isOver = phase === "done" || phase === "failed" || phase === "cancelled";
  const title = names.length === 1 ? names[0] : `${names.length} files`;
  return (
    <div
      role={phase === "failed" ? "alert" : "status"}
      className={`grid animate-rise gap-2 rounded-card border bg-raised p-4 text-sm shadow-float ${phase === "failed" ? "border-bad/50" : "border-line"}`}
    >
      <div className="flex items-start gap-2.5">
        {phase === "done" ? <CircleCheck size={18} className="shrink-0 text-accent" aria-hidden /> : null}
        {phase === "failed" ? <TriangleAlert size={18} className="shrink-0 text-bad" aria-hidden /> : null}
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">{title}</p>
          <p className="text-soft">{PHASE_WORDS[phase]}</p>
        </div>
        <Button
          look="quiet"
          size="small"
          aria-label={isOver ? "Dismiss" : "Cancel upload"}
          onClick={() => (isOver ? dismissUpload(key) : cancelUpload(key))}
        >
          <X size={15} aria-hidden />
        </Button>
      </div>
      {isOver ? null : (
        <>
          <progress
            aria-label={`Upload of ${title}`}
            max={1}
            value={uploadShare(upload)}
            className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent"
          />
          <p className="text-xs text-faint tabular-nums">{uploadFigures(upload)}</p>
        </>
      )}
      {error === undefined ? null : (
        <div className="grid gap-1">
          <p className="font-medium text-bad">{error.message}</p>
          {faultPlace(error.details) === "" ? null : <p>{faultPlace(error.details)}</p>}
          {error.hint === undefined ? null : <p className="text-soft">{error.hint}</p>}
          <p className="text-xs text-faint">Nothing was kept. {error.code}</p>
        </div>
      )}
    </div>
  );
}
