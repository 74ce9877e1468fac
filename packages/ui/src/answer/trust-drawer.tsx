import type { Receipt, Remedy, Trust } from "@parlance/core";
import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { CheckList } from "./check-list.tsx";
import { type ReceiptEdits, ReceiptView } from "./receipt-view.tsx";
import { RemedyList } from "./remedy-list.tsx";
import { TRUST_WORDS } from "./trust-words.ts";

export interface TrustDrawerProps extends ReceiptEdits {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly trust: Trust;
  readonly receipt: Receipt | null;
  readonly remedies: readonly Remedy[];
  readonly onRunRemedy: (remedy: Remedy) => void;
  readonly definitionsLink?: ReactNode;
  /** What is being looked into, or why it could not be. */
  readonly note: string | null;
}

/** What stands behind an answer: the checks, then the receipt. */
export function TrustDrawer(props: TrustDrawerProps) {
  const { isOpen, onClose, trust, receipt, remedies, onRunRemedy, note } = props;
  const { onRemoveCondition, onSetWindow, onSetJoin, onKeepMissing } = props;
  const { word } = TRUST_WORDS[trust.level];
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ink/25 dark:bg-black/50" />
        <Dialog.Content className="fixed inset-y-0 right-0 z-50 flex w-full max-w-[30rem] flex-col overflow-y-auto border-l border-line bg-surface shadow-float">
          <header className="sticky top-0 flex items-start gap-3 border-b border-line bg-surface px-6 py-4">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="font-serif text-[1.35rem] leading-tight">{word}</Dialog.Title>
              <Dialog.Description className="mt-1 text-sm text-soft">{trust.summary}</Dialog.Description>
            </div>
            <Dialog.Close
              aria-label="Close"
              className="grid size-8 shrink-0 cursor-pointer place-items-center rounded-field text-soft hover:bg-sunken hover:text-ink"
            >
              <X size={17} aria-hidden />
            </Dialog.Close>
          </header>
          <div className="grid gap-7 px-6 py-5">
            <p role="status" className={note === null ? "sr-only" : "text-[13px] text-faint"}>
              {note ?? "All checks were made."}
            </p>
            <RemedyList remedies={remedies} onRun={onRunRemedy} />
            <Part title="Checks">
              <CheckList checks={trust.checks} />
            </Part>
            {receipt === null ? null : (
              <Part title="Receipt">
                <ReceiptView
                  receipt={receipt}
                  definitionsLink={props.definitionsLink}
                  {...(onRemoveCondition === undefined ? {} : { onRemoveCondition })}
                  {...(onSetWindow === undefined ? {} : { onSetWindow })}
                  {...(onSetJoin === undefined ? {} : { onSetJoin })}
                  {...(onKeepMissing === undefined ? {} : { onKeepMissing })}
                />
              </Part>
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="grid gap-3">
    <h3 className="text-[13px] font-medium tracking-wide text-faint uppercase">{title}</h3>
    {children}
  </section>
);
