import { Button } from "@parlance/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { ROLE_WORDS } from "../../workspaces/role-words.ts";
import { type Invitation, invitationsQuery, resendInvitation, revokeInvitation } from "../api/members.ts";
import { InvitationLink } from "./invitation-link.tsx";

/** Who was invited and has not come yet. */
export function InvitationList() {
  const invitations = useQuery(invitationsQuery);
  if (invitations.isError) return <ErrorPanel error={invitations.error} />;
  if (invitations.data === undefined || invitations.data.length === 0) return null;
  return (
    <div className="grid gap-2">
      <h3 className="text-sm font-medium">Waiting for an answer</h3>
      <ul className="card divide-y divide-line">
        {invitations.data.map((invitation) => (
          <InvitationLine key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </div>
  );
}

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

function InvitationLine({ invitation }: { invitation: Invitation }) {
  const client = useQueryClient();
  const readAgain = () => client.invalidateQueries({ queryKey: ["invitations"] });
  const resend = useMutation({ mutationFn: () => resendInvitation(invitation.id), onSuccess: readAgain });
  const revoke = useMutation({ mutationFn: () => revokeInvitation(invitation.id), onSuccess: readAgain });
  const { email, role, expiresAt, invitedBy } = invitation;
  return (
    <li className="grid grid-cols-1 gap-3 p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-52">
          <p className="truncate font-medium">{email}</p>
          <p className="text-[13px] text-soft">
            {ROLE_WORDS[role].name} · until {DAY.format(new Date(expiresAt))}
            {invitedBy === null ? "" : ` · by ${invitedBy}`}
          </p>
        </div>
        <Button
          size="small"
          disabled={resend.isPending}
          onClick={() => resend.mutate()}
          aria-label={`New link for ${email}`}
        >
          New link
        </Button>
        <Button
          size="small"
          disabled={revoke.isPending}
          onClick={() => revoke.mutate()}
          aria-label={`Take back the invitation of ${email}`}
        >
          Take back
        </Button>
      </div>
      {resend.data === undefined ? null : <InvitationLink made={resend.data} />}
      {resend.isError || revoke.isError ? <ErrorPanel error={resend.error ?? revoke.error} /> : null}
    </li>
  );
}
