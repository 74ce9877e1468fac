import { Button } from "@parlance/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { endSession, sessionQuery } from "../api/credential-sessions.ts";

const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });

/** In the top bar while somebody works with database credentials: until when, and a way to end it now. */
export function SessionEnd() {
  const session = useQuery(sessionQuery).data;
  const end = useMutation({ mutationFn: endSession });
  const until = session === undefined ? "" : `Until ${time.format(new Date(session.expiresAt))}`;
  return (
    <span className="flex shrink-0 items-center gap-2.5 text-[13px]">
      <span className="text-soft max-sm:hidden">{until}</span>
      <Button size="small" disabled={end.isPending} onClick={() => end.mutate()}>
        Disconnect
      </Button>
    </span>
  );
}
