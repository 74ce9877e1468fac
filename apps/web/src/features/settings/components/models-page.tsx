import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { useMay } from "../../workspaces/api/rights.ts";
import { providersQuery } from "../api/providers.ts";
import { DisclosureList } from "./disclosure-list.tsx";
import { ModelsInUse } from "./models-in-use.tsx";
import { ProviderGallery } from "./provider-gallery.tsx";
import { ProviderPage } from "./provider-page.tsx";
import { UsageFigures } from "./usage-figures.tsx";

/** Which language models help, what they are told and what they cost; with a provider chosen, its settings. */
export function ModelsPage() {
  const { provider: id } = useSearch({ from: "/settings/models" });
  const maySeeUse = useMay("usage.read");
  const providers = useQuery(providersQuery);
  const chosen = providers.data?.items.find((provider) => provider.id === id);
  if (chosen !== undefined) return <ProviderPage key={chosen.id} provider={chosen} />;
  return (
    <div className="page grid gap-11 pt-10 pb-20">
      <header className="grid gap-1">
        <h1 className="font-serif text-4xl tracking-[-0.02em]">Models</h1>
        <p className="max-w-[60ch] text-soft">
          The embedded engine answers by itself and sends nothing anywhere. A language model can help where it is not
          sure: it drafts, and everything it writes is checked like any other statement.
        </p>
      </header>
      {providers.isError ? <ErrorPanel error={providers.error} /> : null}
      {providers.data === undefined ? null : (
        <>
          <ModelsInUse providers={providers.data} />
          <ProviderGallery providers={providers.data} />
        </>
      )}
      <DisclosureList />
      {maySeeUse ? <UsageFigures /> : null}
    </div>
  );
}
