import { useQuery } from "@tanstack/react-query";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { SettingsSection } from "../../account/components/settings-section.tsx";
import { apiKeysQuery } from "../api/api-keys.ts";
import { KeyLine } from "./key-line.tsx";
import { MakeKey } from "./make-key.tsx";

/** Keys of programs for the active workspace. */
export function ApiKeysPage() {
  const keys = useQuery(apiKeysQuery);
  const live = (keys.data ?? []).filter(({ revokedAt }) => revokedAt === null);
  const own = live.filter(({ isYours }) => isYours);
  const others = live.filter(({ isYours }) => !isYours);
  return (
    <div className="page grid gap-9 pt-10 pb-20">
      <header>
        <h1 className="font-serif text-4xl tracking-[-0.02em]">API keys</h1>
        <p className="mt-1 text-soft">
          Programs ask as you with them, in this workspace, and may never do more than you.
        </p>
      </header>
      {keys.isError ? <ErrorPanel error={keys.error} /> : null}
      <SettingsSection title="A new key" about="Sent as “Authorization: Bearer plk_…”, and nowhere else.">
        <MakeKey />
      </SettingsSection>
      <SettingsSection title="Yours">
        {keys.isSuccess && own.length === 0 ? <p className="text-soft">You have none.</p> : null}
        <ul className="card divide-y divide-line empty:hidden">
          {own.map((key) => (
            <KeyLine key={key.id} apiKey={key} />
          ))}
        </ul>
      </SettingsSection>
      {others.length === 0 ? null : (
        <SettingsSection title="Of others" about="As an admin you may revoke them.">
          <ul className="card divide-y divide-line">
            {others.map((key) => (
              <KeyLine key={key.id} apiKey={key} />
            ))}
          </ul>
        </SettingsSection>
      )}
    </div>
  );
}
