import { Button } from "@parlance/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { type AccountSession, endOtherSessions, endSession, sessionsQuery } from "../api/account.ts";
import { deviceWords } from "./session-words.ts";

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export function SessionList() {
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const readAgain = () => client.invalidateQueries({ queryKey: ["account", "sessions"] });
  const end = useMutation({ mutationFn: endSession, onSuccess: readAgain });
  const endOthers = useMutation({ mutationFn: endOtherSessions, onSuccess: readAgain });
  const items = sessions.data ?? [];
  return (
    <>
      {sessions.isError ? <ErrorPanel error={sessions.error} /> : null}
      <ul className="card divide-y divide-line">
        {items.map((session) => (
          <SessionLine key={session.id} session={session} isBusy={end.isPending} onEnd={() => end.mutate(session.id)} />
        ))}
      </ul>
      {end.isError || endOthers.isError ? <ErrorPanel error={end.error ?? endOthers.error} /> : null}
      {items.length > 1 ? (
        <Button className="justify-self-start" disabled={endOthers.isPending} onClick={() => endOthers.mutate()}>
          Sign out everywhere else
        </Button>
      ) : null}
    </>
  );
}

function SessionLine({ session, isBusy, onEnd }: { session: AccountSession; isBusy: boolean; onEnd: () => void }) {
  const device = deviceWords(session.userAgent);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 p-4">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">
          {device}
          {session.isCurrent ? <span className="font-normal text-accent"> · this one</span> : null}
        </p>
        <p className="text-[13px] text-soft">
          {[
            `last used ${MOMENT.format(new Date(session.lastSeenAt))}`,
            session.address,
            session.workspace === null ? "" : `in ${session.workspace}`,
          ]
            .filter((part) => part !== "")
            .join(" · ")}
        </p>
      </div>
      {session.isCurrent ? null : (
        <Button size="small" disabled={isBusy} onClick={onEnd} aria-label={`Sign out ${device}`}>
          Sign out
        </Button>
      )}
    </li>
  );
}
