const SHOWN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** A moment in the reader's own zone. */
export const When = ({ at }: { readonly at: string | null }) =>
  at === null ? <span className="text-faint">never</span> : <time dateTime={at}>{SHOWN.format(new Date(at))}</time>;
