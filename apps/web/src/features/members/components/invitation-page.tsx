import { Button } from "@parlance/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { type Me, meQuery } from "../../account/api/me.ts";
import { AccountFrame, LINK } from "../../account/components/account-frame.tsx";
import { takeLinkSecrets } from "../../account/link-secrets.ts";
import { ROLE_WORDS } from "../../workspaces/role-words.ts";
import { acceptInvitation, type OpenInvitation, openInvitationQuery } from "../api/members.ts";

/** Behind the link of an invitation: what it is to, and the way in. */
export function InvitationPage() {
  const [token] = useState(() => takeLinkSecrets().get("token") ?? "");
  const invitation = useQuery(openInvitationQuery(token));
  const me = useQuery(meQuery).data;
  if (invitation.isError) {
    return (
      <AccountFrame title="No invitation">
        <ErrorPanel error={invitation.error} />
      </AccountFrame>
    );
  }
  if (invitation.data === undefined || me === undefined) return null;
  const { workspace, role, invitedBy } = invitation.data;
  return (
    <AccountFrame
      title={workspace}
      about={
        <>
          {invitedBy === null ? "You are invited" : `${invitedBy} invites you`} as {ROLE_WORDS[role].name.toLowerCase()}
          : {ROLE_WORDS[role].may.toLowerCase()}.
        </>
      }
    >
      <WayIn me={me} invitation={invitation.data} token={token} />
    </AccountFrame>
  );
}

function WayIn({ me, invitation, token }: { me: Me; invitation: OpenInvitation; token: string }) {
  const accept = useMutation({ mutationFn: () => acceptInvitation(token), onSuccess: () => location.assign("/") });
  if (me.user === null) return <WithoutAccount email={invitation.email} token={token} />;
  return (
    <>
      <p>
        It is for <strong className="font-medium">{invitation.email}</strong>; you are signed in as {me.user.email}.
      </p>
      {accept.isError ? <ErrorPanel error={accept.error} /> : null}
      <Button
        look="solid"
        className="h-10"
        disabled={accept.isPending || accept.isSuccess}
        onClick={() => accept.mutate()}
      >
        Accept
      </Button>
    </>
  );
}

/** The link keeps the token behind the "#", where it is sent to nobody. */
function WithoutAccount({ email, token }: { email: string; token: string }) {
  const signUp = `/sign-up#${new URLSearchParams({ invitation: token, email }).toString()}`;
  return (
    <>
      <p>
        It is for <strong className="font-medium">{email}</strong>.
      </p>
      <Button look="solid" className="h-10" onClick={() => location.assign(signUp)}>
        Make an account and join
      </Button>
      <p className="text-sm text-soft">
        Have an account?{" "}
        <a href="/sign-in" className={LINK}>
          Sign in
        </a>{" "}
        and open the link of the invitation again.
      </p>
    </>
  );
}
