import { useQuery } from "@tanstack/react-query";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { meQuery } from "../../account/api/me.ts";
import { SettingsSection } from "../../account/components/settings-section.tsx";
import { RequireTwoFactor } from "../../two-factor/components/require-two-factor.tsx";
import { useMay } from "../../workspaces/api/rights.ts";
import { ROLE_WORDS, ROLES } from "../../workspaces/role-words.ts";
import { membersQuery } from "../api/members.ts";
import { InvitationList } from "./invitation-list.tsx";
import { InviteForm } from "./invite-form.tsx";
import { MemberLine } from "./member-line.tsx";

/** Who is in the active workspace, what each may do, and who is invited. */
export function MembersPage() {
  const me = useQuery(meQuery).data;
  const members = useQuery(membersQuery);
  const mayChange = useMay("member.change");
  const own = me?.workspace?.role ?? "viewer";
  return (
    <div className="page grid gap-9 pt-10 pb-20">
      <header>
        <h1 className="font-serif text-4xl tracking-[-0.02em]">Members</h1>
        <p className="mt-1 text-soft">{me?.workspace?.name}</p>
      </header>
      {members.isError ? <ErrorPanel error={members.error} /> : null}
      <SettingsSection title="People" about={<RolesExplained />}>
        {members.data?.length === 0 ? <p className="text-soft">This is nobody's team: it is yours alone.</p> : null}
        <ul className="card divide-y divide-line empty:hidden">
          {(members.data ?? []).map((member) => (
            <MemberLine key={member.userId} member={member} own={own} mayChange={mayChange} />
          ))}
        </ul>
        {mayChange ? null : (
          <p className="text-sm text-soft">Owners and admins invite people and change what they may do.</p>
        )}
      </SettingsSection>
      {mayChange && me?.workspace?.kind === "team" ? (
        <SettingsSection title="Invite" about="The link counts once, for seven days and one address.">
          <InviteForm own={own} />
          <InvitationList />
        </SettingsSection>
      ) : null}
      {mayChange && me?.workspace?.kind === "team" ? <RequireTwoFactor /> : null}
    </div>
  );
}

const RolesExplained = () => (
  <span className="mt-1 grid gap-1.5">
    {ROLES.map((role) => (
      <span key={role}>
        <span className="font-medium text-ink">{ROLE_WORDS[role].name}</span>: {ROLE_WORDS[role].may}.
      </span>
    ))}
  </span>
);
