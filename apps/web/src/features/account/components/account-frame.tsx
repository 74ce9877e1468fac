import type { ReactNode } from "react";

export interface AccountFrameProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly children: ReactNode;
  /** Where else one may want to go. */
  readonly footer?: ReactNode;
}

/** One thing at a time: a narrow column with a form. */
export function AccountFrame({ title, about, children, footer }: AccountFrameProps) {
  return (
    <div className="mx-auto grid w-full max-w-[26.5rem] gap-6 px-5 pt-12 pb-20 sm:pt-20">
      <header className="grid gap-2">
        <h1 className="font-serif text-4xl tracking-[-0.02em]">{title}</h1>
        {about === undefined ? null : <p className="text-soft">{about}</p>}
      </header>
      <div className="card grid gap-5 p-5 sm:p-7">{children}</div>
      {footer === undefined ? null : <p className="text-sm text-soft">{footer}</p>}
    </div>
  );
}

export const LINK = "text-ink underline decoration-edge underline-offset-4 hover:decoration-accent";
