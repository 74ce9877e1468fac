import { Button } from "@parlance/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { AccountForm } from "../../account/components/account-form.tsx";
import { PasswordField } from "../../account/components/password-field.tsx";
import { SettingsSection } from "../../account/components/settings-section.tsx";
import { type LinkedProvider, linkedProvidersQuery, linkProvider, unlinkProvider } from "../api/single-sign-on.ts";

/** Other servers that a person signs in with; nothing where this server knows none. */
export function LinkedProviders({ hasPassword }: { hasPassword: boolean }) {
  const { data: providers = [] } = useQuery(linkedProvidersQuery);
  if (providers.length === 0) return null;
  return (
    <SettingsSection title="Other sign-ins" about="Accounts elsewhere that let you in here.">
      <ul className="grid gap-3">
        {providers.map((provider) => (
          <ProviderRow key={provider.id} provider={provider} hasPassword={hasPassword} />
        ))}
      </ul>
    </SettingsSection>
  );
}

function ProviderRow({ provider, hasPassword }: { provider: LinkedProvider; hasPassword: boolean }) {
  const { id: providerId, label, isLinked, email } = provider;
  const [isAsking, setIsAsking] = useState(false);
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (password?: string) =>
      isLinked
        ? unlinkProvider({ providerId, password })
        : linkProvider({ providerId, next: "/settings/account", password }),
    onSuccess: () => {
      setIsAsking(false);
      return queries.invalidateQueries({ queryKey: ["account"] });
    },
  });
  const action = isLinked ? "Take away" : "Add";
  return (
    <li className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="grid">
          <span>{label}</span>
          <span className="text-[13px] text-soft">{isLinked ? (email ?? "Added") : "Not added"}</span>
        </span>
        <Button
          onClick={() => (hasPassword ? setIsAsking(!isAsking) : change.mutate(undefined))}
          disabled={change.isPending}
          aria-label={`${action} ${label}`}
          {...(hasPassword ? { "aria-expanded": isAsking } : {})}
        >
          {action}
        </Button>
      </div>
      {isAsking ? (
        <AccountForm
          onSubmit={(value) => change.mutate(value("password"))}
          isBusy={change.isPending}
          error={change.error}
          action={`${action} ${label}`}
          busyAction="One moment…"
        >
          {(problem) => (
            <PasswordField label="Password, to be sure it is you" problem={problem("password")} autoFocus />
          )}
        </AccountForm>
      ) : null}
      {change.isError && !isAsking ? <ErrorPanel error={change.error} /> : null}
    </li>
  );
}
