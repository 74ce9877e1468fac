import { Button } from "@parlance/ui";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import { endSession, type InstanceSession, sessionsQuery } from "../api/people.ts";
import { type Column, PagedTable } from "./paged-table.tsx";
import { When } from "./when.tsx";

const COLUMNS: readonly Column<InstanceSession>[] = [
  { name: "Person", cell: ({ email, isYours }) => (isYours ? `${email} (this device)` : email) },
  { name: "Device", cell: ({ userAgent }) => <span className="text-soft">{deviceWords(userAgent)}</span> },
  { name: "From", cell: ({ address }) => <span className="font-mono text-[13px]">{address}</span> },
  { name: "Signed in", cell: ({ createdAt, method }) => <SignedIn at={createdAt} method={method} /> },
  { name: "Last seen", cell: ({ lastSeenAt }) => <When at={lastSeenAt} /> },
  { name: "End", cell: (session) => <EndButton session={session} /> },
];

/** Every device that is signed in. */
export function SessionsPage() {
  const sessions = useInfiniteQuery(sessionsQuery);
  return (
    <PagedTable
      label="Sessions"
      pages={sessions}
      columns={COLUMNS}
      keyOf={({ id }) => id}
      nothing="Nobody is signed in."
    />
  );
}

const SignedIn = ({ at, method }: { at: string; method: string }) => (
  <>
    <When at={at} />
    <span className="block text-[13px] text-soft">{methodWords(method)}</span>
  </>
);

const methodWords = (method: string): string =>
  method.startsWith("oidc:") ? "single sign-on" : method === "password+totp" ? "password and code" : method;

const BROWSERS = ["Firefox", "Edg", "Chrome", "Safari"] as const;
const SYSTEMS = ["Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux"] as const;

/** What a person would call the device; a program is called by its own name. */
export function deviceWords(userAgent: string): string {
  const browser = BROWSERS.find((name) => userAgent.includes(`${name}/`));
  const system = SYSTEMS.find((name) => userAgent.includes(name));
  if (browser === undefined) return userAgent.split(/[ /]/)[0] || "unknown";
  return `${browser === "Edg" ? "Edge" : browser}${system === undefined ? "" : ` on ${system}`}`;
}

function EndButton({ session: { id, email, isYours } }: { session: InstanceSession }) {
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => endSession(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: isYours ? [] : ["instance"] }),
    onError: (error) => tell({ id: `session-${id}`, text: problemOf(error).message, tone: "failed" }),
  });
  return (
    <Button
      size="small"
      disabled={end.isPending}
      onClick={() => end.mutate()}
      aria-label={`End the session of ${email}`}
    >
      End
    </Button>
  );
}
