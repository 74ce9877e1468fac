import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { SettingsSection } from "../../account/components/settings-section.tsx";
import { useMay } from "../api/rights.ts";
import { ownWorkspacesQuery, type Workspace } from "../api/workspaces.ts";
import { ROLE_WORDS } from "../role-words.ts";
import { DeleteWorkspace } from "./delete-workspace.tsx";
import { HandOver } from "./hand-over.tsx";
import { LeaveWorkspace } from "./leave-workspace.tsx";
import { MakeWorkspace } from "./make-workspace.tsx";
import { WorkspaceForm } from "./workspace-form.tsx";
import { WorkspaceLimitsView } from "./workspace-limits.tsx";

/** The active workspace: what it is called, who has the last word, and its end. */
export function WorkspacePage() {
  const { make } = useSearch({ from: "/settings/workspace" });
  const query = useQuery(ownWorkspacesQuery);
  const active = query.data?.find(({ isActive }) => isActive);
  const isInNone = query.isSuccess && active?.kind !== "team";
  return (
    <div className="page grid gap-9 pt-10 pb-20">
      <header>
        <h1 className="font-serif text-4xl tracking-[-0.02em]">Workspace</h1>
        {isInNone ? (
          <p className="mt-1 text-soft">You are in none. Make one, or ask somebody to invite you to theirs.</p>
        ) : null}
      </header>
      {query.isError ? <ErrorPanel error={query.error} /> : null}
      {active?.kind === "team" && make !== true ? <Settings workspace={active} /> : null}
      {isInNone || make === true ? (
        <SettingsSection title="A new workspace" about="With sources, people and conversations of its own.">
          <MakeWorkspace />
        </SettingsSection>
      ) : null}
    </div>
  );
}

function Settings({ workspace }: { workspace: Workspace }) {
  const mayChange = useMay("workspace.change");
  const mayDelete = useMay("workspace.delete");
  return (
    <>
      <SettingsSection title="Name" about="As everybody in it sees it.">
        {mayChange ? (
          <WorkspaceForm key={workspace.revision} workspace={workspace} />
        ) : (
          <div>
            <p className="font-medium">{workspace.name}</p>
            <p className="text-soft">{workspace.description}</p>
            <p className="mt-2 text-sm text-soft">Owners and admins change it.</p>
          </div>
        )}
      </SettingsSection>
      <SettingsSection title="Your place" about={workspace.role === null ? undefined : ROLE_WORDS[workspace.role].may}>
        <p>
          You are {workspace.role === null ? "nobody" : ROLE_WORDS[workspace.role].name.toLowerCase()} here, one of{" "}
          {workspace.memberCount}.
        </p>
        <LeaveWorkspace workspace={workspace} />
      </SettingsSection>
      <SettingsSection title="Room and limits" about="What is used of what it may store and spend.">
        <WorkspaceLimitsView />
      </SettingsSection>
      {mayDelete ? (
        <>
          <SettingsSection title="Hand it over" about="Somebody else becomes owner; you stay as an admin.">
            <HandOver workspace={workspace} />
          </SettingsSection>
          <SettingsSection title="Delete it" about="With its sources, conversations and saved answers, for everybody.">
            <DeleteWorkspace workspace={workspace} />
          </SettingsSection>
        </>
      ) : null}
    </>
  );
}
