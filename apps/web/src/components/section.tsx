import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";

export interface SectionProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly isOpenAtFirst?: boolean;
  readonly children: () => ReactNode;
}

/** A fold. What is inside is not built until it is opened. */
export function Section({ title, note, isOpenAtFirst = false, children }: SectionProps) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  return (
    <section className="border-t border-line">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="flex w-full cursor-pointer items-center gap-2 px-5 py-2.5 text-left text-sm text-soft hover:bg-sunken hover:text-ink"
        >
          <ChevronRight
            size={15}
            aria-hidden
            className={`shrink-0 transition-transform ${isOpen ? "rotate-90" : ""}`}
          />
          <span className="shrink-0 font-medium">{title}</span>
          <span className="truncate text-faint">{isOpen ? null : note}</span>
        </button>
      </h3>
      {isOpen ? <div className="px-5 pt-1 pb-5">{children()}</div> : null}
    </section>
  );
}
