import { Button } from "@parlance/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { ACCESS_WORDS } from "../access-words.ts";
import { type ApiKey, apiKeysQuery, revokeApiKey } from "../api/api-keys.ts";

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

export function KeyLine({ apiKey }: { apiKey: ApiKey }) {
  const client = useQueryClient();
  const [isAsked, setIsAsked] = useState(false);
  const revoke = useMutation({
    mutationFn: () => revokeApiKey(apiKey.id),
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
  const end = () => (isAsked ? revoke.mutate() : setIsAsked(true));
  return (
    <li className="grid grid-cols-1 gap-3 p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="truncate font-medium">
            {apiKey.name} <code className="font-mono text-[12.5px] font-normal text-soft">{apiKey.prefix}…</code>
          </p>
          <p className="text-[13px] text-soft">{factsOf(apiKey)}</p>
        </div>
        <Button
          size="small"
          look={isAsked ? "danger" : "plain"}
          disabled={revoke.isPending}
          onClick={end}
          onBlur={() => setIsAsked(false)}
          aria-label={isAsked ? `Really revoke ${apiKey.name}` : `Revoke ${apiKey.name}`}
        >
          {isAsked ? "Really revoke" : "Revoke"}
        </Button>
      </div>
      {revoke.isError ? <ErrorPanel error={revoke.error} /> : null}
    </li>
  );
}

function factsOf({ access, isYours, owner, expiresAt, lastUsedAt, lastUsedAddress }: ApiKey): string {
  const isOver = expiresAt !== null && new Date(expiresAt).getTime() < Date.now();
  return [
    isYours ? "" : `of ${owner.name}`,
    ACCESS_WORDS[access].name.toLowerCase(),
    expiresAt === null ? "does not expire" : `${isOver ? "expired" : "until"} ${DAY.format(new Date(expiresAt))}`,
    lastUsedAt === null
      ? "never used"
      : `last used ${DAY.format(new Date(lastUsedAt))}${lastUsedAddress === null ? "" : ` from ${lastUsedAddress}`}`,
  ]
    .filter((part) => part !== "")
    .join(" · ");
}
