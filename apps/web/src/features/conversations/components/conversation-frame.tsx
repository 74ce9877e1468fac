import { Button } from "@parlance/ui";
import { History, PanelLeftOpen } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type CSSProperties, lazy, type ReactNode, Suspense } from "react";
import { setDrawer, setSidebar, useDrawer, useSidebar } from "../api/sidebar-state.ts";
import { useConversationKeys } from "../api/use-conversation-keys.ts";
import { useHasConversations } from "../api/use-conversation-list.ts";

/** Comes after the invitation to ask: the first screen does not wait for what was asked before. */
const ConversationList = lazy(() =>
  import("./conversation-list.tsx").then(({ ConversationList: component }) => ({ default: component })),
);

const WIDTH = "17.5rem";

/** The page with the conversations beside it: a side bar where there is room, else a drawer. */
export function ConversationFrame({ openId, children }: { openId: string | null; children: ReactNode }) {
  useConversationKeys(openId);
  const hasAny = useHasConversations();
  const isOpen = useSidebar() && hasAny;
  // Known to the page's docked parts, which are fixed and would lie over the list.
  const style = { "--frame-beside": isOpen ? WIDTH : "0px" } as CSSProperties;
  return (
    <div style={style} className="lg:[--beside:var(--frame-beside)] lg:pl-[var(--frame-beside)]">
      {isOpen ? (
        <aside
          aria-label="Conversations"
          style={{ width: WIDTH }}
          className="fixed top-14 bottom-0 left-0 z-10 border-r border-line bg-sunken/60 max-lg:hidden"
        >
          <Suspense fallback={null}>
            <ConversationList openId={openId} onClose={() => setSidebar(false)} />
          </Suspense>
        </aside>
      ) : hasAny ? (
        <Button
          look="quiet"
          size="icon"
          aria-label="Show conversations"
          title="Conversations"
          className="fixed top-16 left-3 z-10 max-lg:hidden"
          onClick={() => setSidebar(true)}
        >
          <PanelLeftOpen size={17} aria-hidden />
        </Button>
      ) : null}
      {hasAny ? <Drawer openId={openId} /> : null}
      {children}
    </div>
  );
}

function Drawer({ openId }: { openId: string | null }) {
  const isOpen = useDrawer();
  return (
    <Radix.Root open={isOpen} onOpenChange={setDrawer}>
      <div className="page pt-2 lg:hidden">
        <Radix.Trigger asChild>
          <Button look="quiet" size="small" className="-ml-2.5">
            <History size={15} aria-hidden /> Conversations
          </Button>
        </Radix.Trigger>
      </div>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/35 dark:bg-black/60" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 w-[min(20rem,calc(100vw-3rem))] border-r border-line bg-canvas shadow-float outline-none"
          onOpenAutoFocus={(event) => event.preventDefault()}
        >
          <Radix.Title className="sr-only">Conversations</Radix.Title>
          <Suspense fallback={null}>
            <ConversationList openId={openId} onClose={() => setDrawer(false)} onPicked={() => setDrawer(false)} />
          </Suspense>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
