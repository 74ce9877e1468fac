import { Button } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Check, ChevronsUpDown, KeyRound, Plus, Settings, Users } from "lucide-react";
import { Menu, MenuItem, MenuLabel } from "../../../components/menu.tsx";
import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import { meQuery } from "../../account/api/me.ts";
import { goToWorkspace, ownWorkspacesQuery, type Workspace } from "../api/workspaces.ts";
import { ROLE_WORDS } from "../role-words.ts";

/** Which workspace everything is about, and the way to another. */
export function WorkspaceSwitcher() {
  const me = useQuery(meQuery).data;
  if (me?.kind !== "user") return null;
  return <Switcher name={me.workspace?.name ?? "No workspace"} />;
}

function Switcher({ name }: { name: string }) {
  const navigate = useNavigate();
  const workspaces = useQuery(ownWorkspacesQuery).data ?? [];
  return (
    <Menu
      align="start"
      trigger={
        <Button look="quiet" size="small" className="min-w-0 max-w-44 shrink" aria-label={`Workspace: ${name}`}>
          <span className="truncate">{name}</span>
          <ChevronsUpDown size={14} aria-hidden className="shrink-0" />
        </Button>
      }
    >
      <MenuLabel>Workspaces</MenuLabel>
      {workspaces.map((workspace) => (
        <WorkspaceItem key={workspace.id} workspace={workspace} />
      ))}
      <MenuItem onSelect={() => void navigate({ to: "/settings/workspace", search: { make: true } })}>
        <Plus size={15} aria-hidden />
        New workspace
      </MenuItem>
      <div className="my-1.5 border-t border-line" />
      <MenuItem onSelect={() => void navigate({ to: "/settings/workspace" })}>
        <Settings size={15} aria-hidden />
        Workspace
      </MenuItem>
      <MenuItem onSelect={() => void navigate({ to: "/settings/members" })}>
        <Users size={15} aria-hidden />
        Members
      </MenuItem>
      <MenuItem onSelect={() => void navigate({ to: "/settings/api-keys" })}>
        <KeyRound size={15} aria-hidden />
        API keys
      </MenuItem>
    </Menu>
  );
}

function WorkspaceItem({ workspace: { id, name, role, isActive } }: { workspace: Workspace }) {
  const go = (): void => {
    if (isActive) return;
    goToWorkspace(id).catch((error: unknown) =>
      tell({ id: `go-${id}`, tone: "failed", text: `“${name}” could not be opened. ${problemOf(error).message}` }),
    );
  };
  return (
    <MenuItem onSelect={go} isCurrent={isActive}>
      <Check size={15} aria-hidden className={isActive ? "" : "invisible"} />
      <span className="max-w-56 truncate">{name}</span>
      <span className="ml-auto pl-4 text-xs text-faint">{role === null ? "" : ROLE_WORDS[role].name}</span>
      {isActive ? <span className="sr-only">, open</span> : null}
    </MenuItem>
  );
}
