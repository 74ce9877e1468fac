import { Button } from "@parlance/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { SettingsSection } from "../../account/components/settings-section.tsx";
import { requireInWorkspace, twoFactorQuery } from "../api/two-factor.ts";

/** Whether members need a second factor to see anything of the workspace. */
export function RequireTwoFactor() {
  const queries = useQueryClient();
  const isRequired = useQuery(twoFactorQuery).data?.isRequired;
  const change = useMutation({
    mutationFn: requireInWorkspace,
    onSuccess: () => queries.invalidateQueries({ queryKey: twoFactorQuery.queryKey }),
  });
  if (isRequired === undefined) return null;
  return (
    <SettingsSection title="Two-factor sign-in" about="A code from the phone, after the password.">
      <p role="status" className="text-sm">
        {isRequired
          ? "Members see only their account until they have signed in with it."
          : "Members may use it and need not."}
      </p>
      <Button className="justify-self-start" disabled={change.isPending} onClick={() => change.mutate(!isRequired)}>
        {isRequired ? "Require it no more" : "Require it of all members"}
      </Button>
      {change.isError ? <ErrorPanel error={change.error} /> : null}
    </SettingsSection>
  );
}
