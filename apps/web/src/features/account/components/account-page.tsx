import { useQuery } from "@tanstack/react-query";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { LinkedProviders } from "../../single-sign-on/components/linked-providers.tsx";
import { TwoFactorSection } from "../../two-factor/components/two-factor-section.tsx";
import { accountQuery } from "../api/account.ts";
import { DeleteAccount } from "./delete-account.tsx";
import { EmailForm } from "./email-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { SessionList } from "./session-list.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** A person's own account: who they are, how they sign in, and what is kept of them. */
export function AccountPage() {
  const query = useQuery(accountQuery);
  const account = query.data;
  return (
    <div className="page grid gap-9 pt-10 pb-20">
      <h1 className="font-serif text-4xl tracking-[-0.02em]">Account</h1>
      {query.isError ? <ErrorPanel error={query.error} /> : null}
      {account === undefined ? null : (
        <>
          <SettingsSection title="Profile" about="As others in your workspaces see you.">
            <ProfileForm account={account} />
          </SettingsSection>
          <SettingsSection title="E-mail" about="You sign in with it, and letters go there.">
            <EmailForm account={account} />
          </SettingsSection>
          {account.hasPassword ? (
            <SettingsSection title="Password" about="A new one signs out everything else.">
              <PasswordForm />
            </SettingsSection>
          ) : null}
          <TwoFactorSection hasPassword={account.hasPassword} />
          <LinkedProviders hasPassword={account.hasPassword} />
          <SettingsSection title="Signed in" about="Browsers and programs that are signed in as you.">
            <SessionList />
          </SettingsSection>
          <SettingsSection title="Your data" about="Everything that is kept about you, as a JSON file.">
            <a
              href="/api/v1/account/export"
              download
              className="inline-flex h-9 items-center justify-self-start rounded-field border border-edge bg-surface px-3.5 text-sm hover:border-faint hover:bg-sunken"
            >
              Download my data
            </a>
          </SettingsSection>
          <SettingsSection title="Delete the account" about="It cannot be brought back.">
            <DeleteAccount account={account} />
          </SettingsSection>
        </>
      )}
    </div>
  );
}
