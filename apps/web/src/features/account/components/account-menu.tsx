import { Button } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { LogOut, Settings2, UserRound } from "lucide-react";
import { Menu, MenuItem } from "../../../components/menu.tsx";
import { SessionEnd } from "../../credential-sessions/components/session-end.tsx";
import { signOut } from "../api/auth.ts";
import { type Me, meQuery } from "../api/me.ts";
import { Avatar } from "./avatar.tsx";

/** Who is signed in, at the end of the top bar; where nobody is, the way to sign in. */
export function AccountMenu() {
  const me = useQuery(meQuery).data;
  const { href, pathname } = useLocation();
  if (me === undefined) return null;
  if (me.user !== null) return <PersonMenu user={me.user} />;
  if (me.kind === "credentials") return <SessionEnd />;
  // On a machine of one's own nobody has an account, and nobody is asked for one.
  if (me.possible.setup || pathname === "/sign-in") return null;
  return (
    <Link
      to="/sign-in"
      search={{ to: href }}
      className="inline-flex h-8 shrink-0 items-center rounded-field border border-edge bg-surface px-2.5 text-[13px] whitespace-nowrap hover:border-faint hover:bg-sunken"
    >
      Sign in
    </Link>
  );
}

function PersonMenu({ user }: { user: NonNullable<Me["user"]> }) {
  const navigate = useNavigate();
  return (
    <Menu
      trigger={
        <Button look="quiet" size="icon">
          <span className="sr-only">Account of {user.name}</span>
          <Avatar name={user.name} url={user.avatarUrl} />
        </Button>
      }
    >
      <div className="grid px-2.5 pt-1.5 pb-2">
        <span className="truncate font-medium">{user.name}</span>
        <span className="truncate text-[13px] text-soft">{user.email}</span>
      </div>
      <MenuItem onSelect={() => void navigate({ to: "/settings/account" })}>
        <UserRound size={15} aria-hidden />
        Account
      </MenuItem>
      {user.isInstanceAdmin ? (
        <MenuItem onSelect={() => void navigate({ to: "/admin" })}>
          <Settings2 size={15} aria-hidden />
          Administration
        </MenuItem>
      ) : null}
      <MenuItem onSelect={() => void signOut()}>
        <LogOut size={15} aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}
