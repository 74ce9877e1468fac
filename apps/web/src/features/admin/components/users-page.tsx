import { Button } from "@parlance/ui";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Menu, MenuItem } from "../../../components/menu.tsx";
import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import { changeUser, type InstanceUser, signOutUser, usersQuery } from "../api/people.ts";
import { type Column, PagedTable } from "./paged-table.tsx";
import { SearchField } from "./search-field.tsx";
import { When } from "./when.tsx";

const COLUMNS: readonly Column<InstanceUser>[] = [
  { name: "Person", cell: (user) => <Person user={user} /> },
  { name: "Workspaces", cell: ({ workspaces }) => <Workspaces workspaces={workspaces} /> },
  { name: "Last seen", cell: ({ lastSeenAt }) => <When at={lastSeenAt} /> },
  { name: "Signed in on", isNumber: true, cell: ({ sessions }) => devices(sessions) },
  { name: "What to do", cell: (user) => <UserMenu user={user} /> },
];

/** Everybody with an account on this server. */
export function UsersPage() {
  const [text, setText] = useState("");
  const users = useInfiniteQuery(usersQuery(useDeferredValue(text.trim())));
  return (
    <div className="grid gap-4">
      <SearchField label="Name or e-mail address" value={text} onChange={setText} />
      <PagedTable
        label="People"
        pages={users}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        nothing={text === "" ? "Nobody has an account yet." : `Nobody is called “${text}”.`}
      />
    </div>
  );
}

const Person = ({ user }: { user: InstanceUser }) => (
  <>
    <span className={user.isDisabled ? "text-faint line-through" : "font-medium"}>{user.name}</span>
    <span className="block text-soft">{user.email}</span>
    <span className="flex flex-wrap gap-x-2 text-[13px]">
      {user.isInstanceAdmin ? <span className="text-accent">Administers the server</span> : null}
      {user.isDisabled ? <span className="text-bad">Disabled</span> : null}
      {user.isVerified ? null : <span className="text-warn">Address not confirmed</span>}
    </span>
  </>
);

const Workspaces = ({ workspaces }: Pick<InstanceUser, "workspaces">) =>
  workspaces.length === 0 ? (
    <span className="text-faint">none</span>
  ) : (
    <ul className="grid gap-0.5">
      {workspaces.map(({ id, name, role }) => (
        <li key={id}>
          {name} <span className="text-soft">({role})</span>
        </li>
      ))}
    </ul>
  );

const devices = (count: number): string => (count === 0 ? "no device" : count === 1 ? "1 device" : `${count} devices`);

function UserMenu({ user }: { user: InstanceUser }) {
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["instance"] }),
    onError: (error) => tell({ id: `user-${user.id}`, text: problemOf(error).message, tone: "failed" }),
  });
  const { id, isDisabled, isInstanceAdmin } = user;
  return (
    <Menu
      trigger={
        <Button look="quiet" size="small" disabled={act.isPending} aria-label={`What to do with ${user.name}`}>
          <Ellipsis size={16} aria-hidden />
        </Button>
      }
    >
      <MenuItem onSelect={() => act.mutate(() => changeUser(id, { isInstanceAdmin: !isInstanceAdmin }))}>
        {isInstanceAdmin ? "Take the server's administration away" : "Let administer the server"}
      </MenuItem>
      <MenuItem isDisabled={user.sessions === 0} onSelect={() => act.mutate(() => signOutUser(id))}>
        Sign out everywhere
      </MenuItem>
      <MenuItem onSelect={() => act.mutate(() => changeUser(id, { isDisabled: !isDisabled }))}>
        {isDisabled ? "Enable again" : "Disable"}
      </MenuItem>
    </Menu>
  );
}
