import { Button } from "@parlance/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { SettingsSection } from "../../account/components/settings-section.tsx";
import { type LinkedProvider, linkedProvidersQuery, linkProvider, unlinkProvider } from "../api/single-sign-on.ts";

/** Other servers that a person signs in with; nothing where this server knows none. */
export function LinkedProviders() {
  const { data: providers = [] } = useQuery(linkedProvidersQuery);
  if (providers.length === 0) return null;
  return (
    <SettingsSection title="Other sign-ins" about="Accounts elsewhere that let you in here.">
      <ul className="grid gap-3">
        {providers.map((provider) => (
          <ProviderRow key={provider.id} provider={provider} />
        ))}
      </ul>
    </SettingsSection>
  );
}

function ProviderRow({ provider: { id, label, isLinked, email } }: { provider: LinkedProvider }) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: () => (isLinked ? unlinkProvider(id) : linkProvider({ providerId: id, next: "/settings/account" })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["account"] }),
  });
  return (
    <li className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="grid">
          <span>{label}</span>
          <span className="text-[13px] text-soft">{isLinked ? (email ?? "Added") : "Not added"}</span>
        </span>
        <Button
          onClick={() => change.mutate()}
          disabled={change.isPending}
          aria-label={isLinked ? `Take away ${label}` : `Add ${label}`}
        >
          {isLinked ? "Take away" : "Add"}
        </Button>
      </div>
      {change.isError ? <ErrorPanel error={change.error} /> : null}
    </li>
  );
}
