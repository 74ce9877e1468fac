import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { switchTheme } from "../../../state/theme.ts";
import { askAnywhere, forget } from "../../ask/api/conversation.ts";
import { useConversationList } from "../../conversations/api/use-conversation-list.ts";
import { type SourceGroup, sourceGroupsQuery, tablesQuery } from "../../sources/api/sources.ts";
import { pickFiles } from "../../sources/components/pick-files.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { type Command, matchCommands } from "../palette-search.ts";
import { closeDialog, openShortcuts, useOpenDialog } from "../palette-state.ts";

/** One box for everything: ask, go somewhere, do something. */
export function CommandPalette() {
  const isOpen = useOpenDialog() === "palette";
  return (
    <Dialog title="Search and commands" isTitleHidden isOpen={isOpen} onClose={closeDialog}>
      <PaletteBody />
    </Dialog>
  );
}

const MAX_SHOWN = 40;

function PaletteBody() {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const listId = useId();
  const commands = useCommands();
  const askCommand = useAskCommand(text);
  const shown = [...matchCommands(commands, text), ...askCommand].slice(0, MAX_SHOWN);
  const run = (command: Command | undefined) => {
    closeDialog();
    command?.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(shown.length - 1, at + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, at - 1));
    else if (event.key === "Enter") run(shown[at]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-5">
        <Search size={17} className="text-faint" aria-hidden />
        <input
          role="combobox"
          aria-label="Search and commands"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={shown.length > 0 ? `${listId}-${at}` : undefined}
          value={text}
          placeholder="Ask, or go to a source, a table, a page…"
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="h-14 w-full bg-transparent text-[1.05rem] outline-none"
        />
      </div>
      <div id={listId} role="listbox" aria-label="Matches" className="max-h-[55dvh] overflow-y-auto p-2">
        {shown.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input above handles the keys of a listbox
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input, which names the active option
          <div
            key={command.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => run(command)}
            onPointerMove={() => setAt(index)}
            ref={(element) => {
              if (index === at) element?.scrollIntoView({ block: "nearest" });
            }}
            className="flex cursor-pointer items-baseline gap-3 rounded-lg px-3 py-2 aria-selected:bg-accent-wash"
          >
            <span className="w-20 shrink-0 text-xs text-soft">{command.group}</span>
            <span className="min-w-0 flex-1 truncate">{command.label}</span>
            {command.note === undefined ? null : <span className="truncate text-xs text-soft">{command.note}</span>}
          </div>
        ))}
      </div>
    </>
  );
}

function useGroups(): readonly SourceGroup[] {
  return useQuery(sourceGroupsQuery).data ?? [];
}

function useAskCommand(text: string): Command[] {
  const navigate = useNavigate();
  const groups = useGroups();
  const question = text.trim();
  if (!question.includes(" ")) return [];
  return groups.flatMap(({ sources }) =>
    sources.map((source) => ({
      id: `ask-${source.id}`,
      label: `“${question}”`,
      group: "Ask",
      note: source.name,
      run: () => {
        askAnywhere(source, question);
        void navigate({ to: "/", search: { source: source.id } });
      },
    })),
  );
}

function useCommands(): readonly Command[] {
  const navigate = useNavigate();
  const client = useQueryClient();
  const groups = useGroups();
  const { items: conversations } = useConversationList("");
  const mayRun = useMay("query.run");
  const mayAdd = useMay("source.create");
  const mayConnect = useMay("connection.create");
  return useMemo(() => {
    const go = (label: string, run: () => void, note?: string): Command => ({
      id: `go-${label}`,
      label,
      group: "Go to",
      run,
      ...(note === undefined ? {} : { note }),
    });
    const sources = groups.flatMap((group) => group.sources.map((source) => ({ source, workspace: group.workspace })));
    return [
      go("Ask", () => void navigate({ to: "/" })),
      go("Sources", () => void navigate({ to: "/sources" })),
      ...(mayRun ? [go("SQL", () => void navigate({ to: "/sql" }))] : []),
      go("History", () => void navigate({ to: "/history" })),
      go("Models", () => void navigate({ to: "/settings/models" })),
      go("Saved answers", () => void navigate({ to: "/history", search: { view: "saved" } })),
      ...conversations.map(
        (one): Command => ({
          id: `conversation-${one.id}`,
          label: one.title,
          group: "Conversation",
          note: one.sourceName,
          run: () => void navigate({ to: "/c/$conversationId", params: { conversationId: one.id } }),
        }),
      ),
      ...sources.map(
        ({ source, workspace }): Command => ({
          id: `switch-${source.id}`,
          label: source.name,
          group: "Ask about",
          ...(workspace.name === source.name ? {} : { note: workspace.name }),
          run: () => void navigate({ to: "/", search: { source: source.id } }),
        }),
      ),
      ...sources.map(
        ({ source }): Command => ({
          id: `source-${source.id}`,
          label: source.name,
          group: "Source",
          run: () => void navigate({ to: "/sources/$sourceId", params: { sourceId: source.id } }),
        }),
      ),
      // Only tables of catalogs that were already looked at: the palette itself must open at once.
      ...sources.flatMap(({ source }) =>
        (client.getQueryData(tablesQuery(source.id, source.version).queryKey)?.items ?? []).map(
          (table): Command => ({
            id: `table-${source.id}-${table.name}`,
            label: table.name,
            group: "Table",
            note: source.name,
            run: () =>
              void navigate({
                to: "/sources/$sourceId",
                params: { sourceId: source.id },
                search: { table: table.name },
              }),
          }),
        ),
      ),
      {
        id: "new",
        label: "New conversation",
        group: "Do",
        run: () => {
          forget();
          void navigate({ to: "/" });
        },
      },
      ...(mayAdd ? [{ id: "add", label: "Add files", group: "Do", run: () => pickFiles() }] : []),
      ...(mayConnect
        ? [{ id: "connect", label: "Connect a source", group: "Do", run: () => void navigate({ to: "/sources/new" }) }]
        : []),
      { id: "theme", label: "Switch between light and dark", group: "Do", run: switchTheme },
      { id: "keys", label: "Show all keys", group: "Do", run: openShortcuts },
    ];
  }, [groups, conversations, navigate, client, mayRun, mayAdd, mayConnect]);
}
