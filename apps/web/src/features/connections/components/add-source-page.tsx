import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { ArrowUpRight, type LucideIcon, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { meQuery } from "../../account/api/me.ts";
import { pickFiles } from "../../sources/components/pick-files.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { connectorsQuery } from "../api/connectors.ts";
import { ConnectPage } from "./connect-page.tsx";
import { FILES_FACE, faceOf } from "./connector-faces.tsx";

/** What can be added; with a kind chosen, the settings of that kind. */
export function AddSourcePage() {
  const { kind } = useSearch({ from: "/sources/new" });
  const mayConnect = useMay("connection.create");
  const me = useQuery(meQuery).data;
  const connectors = useQuery(connectorsQuery);
  const chosen = connectors.data?.find(({ id }) => id === kind);
  if (me !== undefined && !mayConnect) return <NotOffered />;
  if (chosen !== undefined) return <ConnectPage key={chosen.id} connector={chosen} />;
  const remote = connectors.data?.filter(({ reach }) => reach === "remote") ?? [];
  const synced = connectors.data?.filter(({ reach }) => reach === "synced") ?? [];
  return (
    <div className="page grid gap-9 pt-10 pb-20">
      <header className="grid gap-1">
        <p className="text-[13px] text-faint">
          <Link to="/sources" className="underline decoration-edge underline-offset-4 hover:text-ink">
            Sources
          </Link>
        </p>
        <h1 className="font-serif text-4xl tracking-[-0.02em]">Add a source</h1>
        <p className="text-soft">Drop a file anywhere, or connect what you have.</p>
      </header>
      {connectors.isError ? <ErrorPanel error={connectors.error} /> : null}
      <Shelf title="Files">
        <li>
          <button type="button" onClick={() => pickFiles()} className={CARD}>
            <CardFace icon={FILES_FACE.icon} label="Files" about={FILES_FACE.about} />
          </button>
        </li>
      </Shelf>
      <ConnectorShelf title="Databases" connectors={remote} />
      <ConnectorShelf title="Sheets and APIs" connectors={synced} />
      <p className="flex items-start gap-2.5 text-sm text-soft">
        <ShieldCheck size={17} className="mt-0.5 shrink-0 text-accent" aria-hidden />
        Parlance only ever reads. Passwords and keys are sealed before they are stored and are never shown again.
      </p>
    </div>
  );
}

const NotOffered = () => (
  <div className="page grid justify-items-start gap-3 pt-10 pb-20">
    <h1 className="font-serif text-4xl tracking-[-0.02em]">Add a source</h1>
    <p className="max-w-prose text-soft">
      Owners and admins connect databases, sheets and APIs here; they hold the passwords. Ask one of them, or look at
      what is already there.
    </p>
    <Link to="/sources" className="text-accent underline underline-offset-4">
      All sources
    </Link>
  </div>
);

const CARD =
  "group card flex h-full w-full cursor-pointer items-start gap-4 p-5 text-left transition-colors hover:border-accent";

function Shelf({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3" aria-label={title}>
      <h2 className="font-medium">{title}</h2>
      <ul className="grid gap-3 sm:grid-cols-2">{children}</ul>
    </section>
  );
}

function ConnectorShelf({
  title,
  connectors,
}: {
  title: string;
  connectors: readonly { readonly id: string; readonly label: string; readonly reach: "remote" | "synced" }[];
}) {
  if (connectors.length === 0) return null;
  return (
    <Shelf title={title}>
      {connectors.map((connector) => (
        <li key={connector.id}>
          <Link to="/sources/new" search={{ kind: connector.id }} className={CARD}>
            <CardFace {...faceOf(connector)} label={connector.label} />
          </Link>
        </li>
      ))}
    </Shelf>
  );
}

function CardFace({ icon: Icon, label, about }: { icon: LucideIcon; label: string; about: string }) {
  return (
    <>
      <span className="grid size-11 shrink-0 place-items-center rounded-[12px] bg-accent-wash text-accent transition-colors group-hover:bg-accent group-hover:text-on-accent">
        <Icon size={21} aria-hidden />
      </span>
      <span className="grid min-w-0 flex-1 gap-0.5">
        <span className="font-serif text-xl leading-snug">{label}</span>
        <span className="text-sm text-soft">{about}</span>
      </span>
      <ArrowUpRight size={16} aria-hidden className="mt-1 text-edge group-hover:text-accent" />
    </>
  );
}
