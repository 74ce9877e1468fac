import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { AccountField } from "../../account/components/account-field.tsx";
import { AccountForm } from "../../account/components/account-form.tsx";
import type { Role } from "../../workspaces/api/workspaces.ts";
import { ROLE_WORDS, rolesToGive } from "../../workspaces/role-words.ts";
import { invite } from "../api/members.ts";
import { InvitationLink } from "./invitation-link.tsx";
import { RoleSelect } from "./role-select.tsx";

export function InviteForm({ own }: { own: Role }) {
  const client = useQueryClient();
  const [role, setRole] = useState<Role>("analyst");
  const [sent, setSent] = useState(0);
  const inviting = useMutation({
    mutationFn: (email: string) => invite(email, role),
    onSuccess: () => {
      setSent(sent + 1);
      void client.invalidateQueries({ queryKey: ["invitations"] });
    },
  });
  return (
    <>
      <AccountForm
        key={sent}
        onSubmit={(value) => inviting.mutate(value("email"))}
        isBusy={inviting.isPending}
        error={inviting.error}
        action="Invite"
        busyAction="Inviting…"
      >
        {(problem) => (
          <div className="grid gap-2">
            <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end">
              <AccountField label="E-mail" name="email" type="email" autoComplete="off" problem={problem("email")} />
              <RoleSelect label="Role" value={role} options={rolesToGive(own)} onChange={setRole} />
            </div>
            <p className="text-[13px] text-soft">{ROLE_WORDS[role].may}.</p>
          </div>
        )}
      </AccountForm>
      {inviting.data === undefined ? null : <InvitationLink made={inviting.data} />}
    </>
  );
}
