import type { Me } from "../api/me.ts";

export interface SingleSignOnOffersProps {
  readonly offers: Me["possible"]["singleSignOn"];
  /** Where to come back to. */
  readonly to: string;
}

/** Signing in somewhere else: a link, since the browser leaves this site. */
export function SingleSignOnOffers({ offers, to }: SingleSignOnOffersProps) {
  if (offers.length === 0) return null;
  return (
    <div className="grid gap-3 border-t border-line pt-5">
      <p className="text-[13px] text-soft">Or with an account you have already</p>
      {offers.map(({ id, label }) => (
        <a
          key={id}
          href={`/api/v1/auth/single-sign-on/${encodeURIComponent(id)}?to=${encodeURIComponent(to)}`}
          className="grid h-10 place-items-center rounded-field border border-edge bg-surface text-sm hover:border-faint hover:bg-sunken"
        >
          {label}
        </a>
      ))}
    </div>
  );
}
