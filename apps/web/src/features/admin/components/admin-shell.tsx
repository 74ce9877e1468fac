import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Suspense, useEffect, useRef } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { meQuery } from "../../account/api/me.ts";
import { ADMIN_GROUPS, ADMIN_PAGES, type AdminPage } from "../admin-pages.ts";

const REFUSED = {
  code: "PERMISSION_DENIED",
  message: "Only administrators of this server can open this.",
  hint: "Sign in as one of them, or ask one.",
  details: {},
} as const;

/** The administration: its pages beside the one that is open; above it where the window is narrow. */
export function AdminShell() {
  const { page: id } = useParams({ from: "/admin/$page" });
  const me = useQuery(meQuery).data;
  const page = ADMIN_PAGES.find((each) => each.id === id);
  const pages = useRef<HTMLElement>(null);
  // On a narrow screen the list goes on beyond the edge, where the open page may be.
  // biome-ignore lint/correctness/useExhaustiveDependencies: again for every page that is opened
  useEffect(() => {
    pages.current?.querySelector("[aria-current=page]")?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [id, me]);
  if (me === undefined) return null;
  if (me.user?.isInstanceAdmin !== true) {
    return (
      <div className="page pt-16">
        <h1 className="sr-only">Administration</h1>
        <ErrorPanel problem={REFUSED} />
      </div>
    );
  }
  return (
    <div className="page-wide grid gap-x-10 gap-y-6 pt-8 pb-20 lg:grid-cols-[11rem_minmax(0,1fr)]">
      <nav
        ref={pages}
        aria-label="Administration"
        className="flex gap-x-6 gap-y-5 overflow-x-auto pb-1 lg:sticky lg:top-22 lg:flex-col lg:self-start"
      >
        {ADMIN_GROUPS.map((group) => (
          <PageGroup key={group} group={group} pages={ADMIN_PAGES.filter((each) => each.group === group)} />
        ))}
      </nav>
      <div className="min-w-0">
        {page === undefined ? (
          <p className="text-soft">There is no such page of the administration.</p>
        ) : (
          <>
            <h1 className="mb-5 font-serif text-4xl tracking-[-0.02em]">{page.label}</h1>
            <Suspense fallback={null}>
              <page.Component key={page.id} />
            </Suspense>
          </>
        )}
      </div>
    </div>
  );
}

function PageGroup({ group, pages }: { group: string; pages: readonly AdminPage[] }) {
  if (pages.length === 0) return null;
  return (
    <div className="grid content-start gap-1">
      <p className="px-2.5 text-xs text-soft">{group}</p>
      <ul className="flex gap-0.5 lg:flex-col">
        {pages.map(({ id, label }) => (
          <li key={id}>
            <Link
              to="/admin/$page"
              params={{ page: id }}
              className="block rounded-field px-2.5 py-1.5 text-sm whitespace-nowrap text-soft hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-wash aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
