import { Button } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { Moon, Search, Sun } from "lucide-react";
import { LogoMark } from "../components/logo.tsx";
import { meQuery } from "../features/account/api/me.ts";
import { AccountMenu } from "../features/account/components/account-menu.tsx";
import { SessionGate } from "../features/account/components/session-gate.tsx";
import { CommandPalette } from "../features/palette/components/command-palette.tsx";
import { ShortcutList } from "../features/palette/components/shortcut-list.tsx";
import { openPalette } from "../features/palette/palette-state.ts";
import { DropAnywhere } from "../features/sources/components/drop-anywhere.tsx";
import { UploadTray } from "../features/sources/components/upload-tray.tsx";
import { WorkspaceSwitcher } from "../features/workspaces/components/workspace-switcher.tsx";
import { switchTheme, useTheme } from "../state/theme.ts";
import { useShortcuts } from "./use-shortcuts.ts";

/** Where a permission is named, the page is for those alone who have it. */
const LINKS = [
  { to: "/", label: "Ask" },
  { to: "/sources", label: "Sources" },
  { to: "/sql", label: "SQL", needs: "query.run" },
  { to: "/history", label: "History" },
  { to: "/settings/models", label: "Models" },
] as const;

/** The usual pages are offered before it is known who is here: almost everybody may open them. */
function useLinks(): readonly (typeof LINKS)[number][] {
  const me = useQuery(meQuery).data;
  if (me?.kind === "nobody") return [];
  return LINKS.filter((link) => me === undefined || !("needs" in link) || me.permissions.includes(link.needs));
}

/** The frame around every page. */
export function Shell() {
  useShortcuts();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-field focus:bg-raised focus:px-4 focus:py-2"
      >
        Skip to the page
      </a>
      <TopBar />
      <main id="main" tabIndex={-1} className="min-w-0 flex-1 outline-none">
        <SessionGate>
          <Outlet />
        </SessionGate>
      </main>
      <UploadTray />
      <DropAnywhere />
      <CommandPalette />
      <ShortcutList />
    </div>
  );
}

function TopBar() {
  // A conversation has an address of its own and is still asking.
  const isAsking = useLocation().pathname.startsWith("/c/");
  const links = useLinks();
  const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-canvas/90 backdrop-blur max-sm:static">
      <div className="page-wide flex min-h-14 flex-wrap items-center gap-1 max-sm:pt-2 sm:h-14 sm:flex-nowrap sm:gap-2">
        <Link
          to="/"
          className="mr-1 flex items-center gap-2 rounded-field p-1 sm:mr-4"
          aria-label="Parlance, to the first page"
        >
          <LogoMark />
          <span className="font-serif text-[1.3rem] leading-none tracking-[-0.02em] max-sm:hidden">Parlance</span>
        </Link>
        <WorkspaceSwitcher />
        <nav
          aria-label="Pages"
          className="flex min-w-0 gap-0.5 max-sm:order-last max-sm:-mx-2 max-sm:w-[calc(100%+1rem)] max-sm:justify-between max-sm:pb-2 max-sm:empty:hidden"
        >
          {links.map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              activeOptions={{ exact: to === "/", includeSearch: false }}
              {...(to === "/" && isAsking ? { "aria-current": "page" } : {})}
              className="rounded-field px-3 py-1.5 text-sm whitespace-nowrap text-soft max-sm:px-2 hover:bg-sunken hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:underline aria-[current=page]:decoration-accent aria-[current=page]:decoration-2 aria-[current=page]:underline-offset-8"
            >
              {label}
            </Link>
          ))}
        </nav>
        <span className="flex-1" />
        {links.length === 0 ? null : (
          <Button look="plain" size="small" onClick={() => openPalette()}>
            <Search size={14} aria-hidden />
            <span className="sr-only">Search and commands</span>
            <kbd className="font-sans text-xs text-faint max-sm:hidden">{isMac ? "⌘K" : "Ctrl K"}</kbd>
          </Button>
        )}
        <ThemeButton />
        <AccountMenu />
      </div>
    </header>
  );
}

function ThemeButton() {
  const theme = useTheme();
  const Icon = theme === "dark" ? Sun : Moon;
  return (
    <Button look="quiet" size="icon" onClick={switchTheme} aria-label={theme === "dark" ? "Light theme" : "Dark theme"}>
      <Icon size={17} aria-hidden />
    </Button>
  );
}
