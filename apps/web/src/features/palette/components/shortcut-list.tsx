import { Dialog } from "../../../components/dialog.tsx";
import { closeDialog, useOpenDialog } from "../palette-state.ts";

const SHORTCUTS = [
  ["Ctrl K", "Search everything: ask, go to a source or table, change the theme"],
  ["/", "To the question"],
  ["Enter", "Ask; with Shift a new line"],
  ["↑", "In an empty question: the last one again"],
  ["Alt N", "A new conversation"],
  ["Alt ↑ ↓", "The conversation above or below"],
  ["Alt H", "Search conversations; F2 renames the one in focus, Delete deletes it"],
  ["Esc", "Stop what is running"],
  ["Ctrl Enter", "In SQL: run"],
  ["Arrows", "In a table: move; with Shift select; with Ctrl to the edge"],
  ["Ctrl C", "In a table: copy the selected cells, in full"],
  ["Enter", "On a column's name: sort; Alt ↓ opens filter and figures"],
  ["?", "This list"],
] as const;

export function ShortcutList() {
  const isOpen = useOpenDialog() === "shortcuts";
  return (
    <Dialog title="Keys" isOpen={isOpen} onClose={closeDialog}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2.5 overflow-y-auto p-5 text-sm">
        {SHORTCUTS.map(([key, meaning]) => (
          <Shortcut key={meaning} name={key} meaning={meaning} />
        ))}
      </dl>
    </Dialog>
  );
}

const Shortcut = ({ name, meaning }: { name: string; meaning: string }) => (
  <>
    <dt>
      <kbd className="rounded-md border border-edge bg-sunken px-2 py-0.5 font-sans text-xs whitespace-nowrap">
        {name}
      </kbd>
    </dt>
    <dd className="text-soft">{meaning}</dd>
  </>
);
