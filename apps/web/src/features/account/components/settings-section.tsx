import type { ReactNode } from "react";

export interface SettingsSectionProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly children: ReactNode;
}

/** One matter of the settings: what it is on the left, where it is changed on the right. */
export const SettingsSection = ({ title, about, children }: SettingsSectionProps) => (
  <section className="grid gap-x-10 gap-y-4 border-t border-line pt-7 md:grid-cols-[15rem_minmax(0,1fr)]">
    <div className="grid content-start gap-1">
      <h2 className="font-serif text-2xl tracking-[-0.01em]">{title}</h2>
      {about === undefined ? null : <p className="text-sm text-soft">{about}</p>}
    </div>
    <div className="grid grid-cols-1 content-start gap-5 [&_form>[type=submit]]:justify-self-start">{children}</div>
  </section>
);
