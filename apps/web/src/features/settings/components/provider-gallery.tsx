import { Link } from "@tanstack/react-router";
import { ArrowUpRight } from "lucide-react";
import type { Provider, Providers } from "../api/providers.ts";
import { faceOf } from "./provider-faces.tsx";

/** Every provider that a person can set up here. */
export function ProviderGallery({ providers: { items } }: { providers: Providers }) {
  return (
    <section aria-labelledby="providers" className="grid gap-3">
      <h2 id="providers" className="font-medium">
        Providers
      </h2>
      <ul className="grid gap-3 sm:grid-cols-2">
        {items.map((provider) => (
          <li key={provider.id}>
            <ProviderCard provider={provider} />
          </li>
        ))}
      </ul>
      <p className="text-sm text-soft">Keys are sealed before they are stored and are never shown again.</p>
    </section>
  );
}

function ProviderCard({ provider: { id, label, settings } }: { provider: Provider }) {
  const { icon: Icon, about } = faceOf(id);
  return (
    <Link
      to="/settings/models"
      search={{ provider: id }}
      className="group card flex h-full w-full items-start gap-4 p-5 transition-colors hover:border-accent"
    >
      <span className="grid size-11 shrink-0 place-items-center rounded-[12px] bg-accent-wash text-accent transition-colors group-hover:bg-accent group-hover:text-on-accent">
        <Icon size={21} aria-hidden />
      </span>
      <span className="grid min-w-0 flex-1 gap-0.5">
        <span className="font-serif text-xl leading-snug">{label}</span>
        <span className="text-sm text-soft">{about}</span>
        {settings.map((setting) => (
          <span key={setting.by} className="mt-1 text-[13px] text-accent">
            {setting.isReadable
              ? `${setting.isChosen ? "Uses" : "Set up with"} ${setting.model}`
              : "Enter the key again"}
          </span>
        ))}
      </span>
      <ArrowUpRight size={16} aria-hidden className="mt-1 text-edge group-hover:text-accent" />
    </Link>
  );
}
