import { FileUp } from "lucide-react";
import { useEffect, useState } from "react";
import { useMay } from "../../workspaces/api/rights.ts";
import { upload } from "../api/uploads.ts";

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

/** Files can be dropped anywhere on any page. */
export function DropAnywhere() {
  const mayAdd = useMay("source.create");
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    // Leaving the window has no related target; leaving one element for another has.
    const onDragLeave = (event: DragEvent) => event.relatedTarget === null && setIsOver(false);
    const onDrop = (event: DragEvent) => {
      setIsOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void upload(files);
    };
    document.addEventListener("dragover", onDragOver);
    document.addEventListener("dragleave", onDragLeave);
    document.addEventListener("drop", onDrop);
    return () => {
      document.removeEventListener("dragover", onDragOver);
      document.removeEventListener("dragleave", onDragLeave);
      document.removeEventListener("drop", onDrop);
    };
  }, []);
  if (!isOver) return null;
  if (!mayAdd) {
    return (
      <p
        role="status"
        className="pointer-events-none fixed inset-x-4 bottom-6 z-[60] mx-auto w-fit rounded-card border border-line bg-raised px-5 py-3 text-sm shadow-float"
      >
        Viewers only read here; an analyst or admin can add files.
      </p>
    );
  }
  return (
    <div className="pointer-events-none fixed inset-0 z-[60] grid place-items-center bg-canvas/85 p-6 backdrop-blur-sm">
      <div className="grid size-full place-items-center rounded-[24px] border-2 border-dashed border-accent bg-accent-wash/60">
        <div className="grid justify-items-center gap-3 text-center">
          <FileUp size={40} className="text-accent" aria-hidden />
          <p className="font-serif text-4xl">Let go to ask this file</p>
          <p className="text-soft">Several files become one source, joined by their keys.</p>
        </div>
      </div>
    </div>
  );
}
