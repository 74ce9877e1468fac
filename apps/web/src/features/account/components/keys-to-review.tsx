import type { AfterNewPassword } from "../api/auth.ts";

/** Keys of programs go on working after a new password; whoever changed it for a reason looks through them. */
export function KeysToReview({ keys }: { keys: AfterNewPassword["apiKeys"] }) {
  if (keys.length === 0) return null;
  return (
    <div className="grid gap-1.5 text-sm">
      <p>These API keys of yours still work. Revoke those you do not know:</p>
      <ul className="grid gap-1">
        {keys.map(({ id, name, prefix }) => (
          <li key={id}>
            {name} <code className="font-mono text-[12.5px] text-soft">{prefix}…</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
