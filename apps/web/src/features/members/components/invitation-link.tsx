import { CopyButton } from "../../../components/copy-button.tsx";
import type { InvitationMade } from "../api/members.ts";

/** Where the server sends no mail, whoever invites passes the link on. */
export function InvitationLink({ made: { invitation, link } }: { made: InvitationMade }) {
  if (link === null) return <p role="status">An invitation is on its way to {invitation.email}.</p>;
  return (
    <div role="status" className="card grid grid-cols-1 gap-2 p-4">
      <p>
        This server sends no mail. Pass this link on to <strong className="font-medium">{invitation.email}</strong>; it
        is not shown again.
      </p>
      <div className="flex items-center gap-2">
        <code className="min-w-0 flex-1 truncate rounded-field bg-sunken px-3 py-2 font-mono text-[12.5px]">
          {link}
        </code>
        <CopyButton text={link} label="Copy the link" />
      </div>
    </div>
  );
}
