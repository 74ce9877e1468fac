import { formatCount } from "@parlance/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { type InstanceWorkspace, workspacesQuery } from "../api/people.ts";
import { type Column, PagedTable } from "./paged-table.tsx";
import { SearchField } from "./search-field.tsx";
import { When } from "./when.tsx";
import { WorkspaceRoom } from "./workspace-room.tsx";

const COLUMNS: readonly Column<InstanceWorkspace>[] = [
  { name: "Workspace", cell: (workspace) => <Name workspace={workspace} /> },
  { name: "Members", isNumber: true, cell: ({ members }) => formatCount(members) },
  { name: "Sources", isNumber: true, cell: ({ sources }) => formatCount(sources) },
  { name: "Data", isNumber: true, cell: (workspace) => <WorkspaceRoom workspace={workspace} /> },
  { name: "Asked in 30 days", isNumber: true, cell: ({ questions }) => formatCount(questions) },
  { name: "Since", cell: ({ createdAt }) => <When at={createdAt} /> },
];

/** Every workspace on this server, and how much is in it. */
export function WorkspacesPage() {
  const [text, setText] = useState("");
  const workspaces = useInfiniteQuery(workspacesQuery(useDeferredValue(text.trim())));
  return (
    <div className="grid gap-4">
      <SearchField label="Name of a workspace" value={text} onChange={setText} />
      <PagedTable
        label="Workspaces"
        pages={workspaces}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        nothing={text === "" ? "There are no workspaces yet." : `No workspace is called “${text}”.`}
      />
    </div>
  );
}

const Name = ({ workspace: { name, kind, owners } }: { workspace: InstanceWorkspace }) => (
  <>
    <span className="font-medium">{name}</span>
    <span className="block text-soft">{kind === "anonymous" ? "without an account" : owners.join(", ")}</span>
  </>
);
