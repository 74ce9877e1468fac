import { Button } from "@parlance/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { Role } from "../../workspaces/api/workspaces.ts";
import { ROLE_WORDS, rolesToGive } from "../../workspaces/role-words.ts";
import { changeMember, type Member, removeMember } from "../api/members.ts";
import { AttributesDialog } from "./attributes-dialog.tsx";
import { RoleSelect } from "./role-select.tsx";

export interface MemberLineProps {
  readonly member: Member;
  /** What the person who looks is. */
  readonly own: Role;
  readonly mayChange: boolean;
}

export function MemberLine({ member, own, mayChange }: MemberLineProps) {
  const client = useQueryClient();
  const [isAsked, setIsAsked] = useState(false);
  const readAgain = () => client.invalidateQueries({ queryKey: ["members"] });
  const change = useMutation({
    mutationFn: (role: Role) => changeMember(member.userId, { role }),
    onSettled: readAgain,
  });
  const remove = useMutation({ mutationFn: () => removeMember(member.userId), onSuccess: readAgain });
  // Owners are above admins, and one's own place is seen to in the workspace's settings.
  const mayTouch = mayChange && !member.isYou && (own === "owner" || member.role !== "owner");
  return (
    <li className="grid grid-cols-1 gap-3 p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-52">
          <p className="truncate font-medium">
            {member.name}
            {member.isYou ? <span className="font-normal text-accent"> · you</span> : null}
          </p>
          <p className="truncate text-[13px] text-soft">{detailsOf(member)}</p>
        </div>
        {mayTouch ? (
          <>
            <RoleSelect
              label={`Role of ${member.name}`}
              value={member.role}
              options={rolesToGive(own)}
              onChange={(role) => change.mutate(role)}
            />
            <AttributesDialog member={member} onChanged={readAgain} />
            <Button size="small" onClick={() => setIsAsked(true)} aria-label={`Remove ${member.name}`}>
              Remove
            </Button>
          </>
        ) : (
          <span className="text-sm text-soft">{ROLE_WORDS[member.role].name}</span>
        )}
      </div>
      {isAsked ? (
        <div className="flex flex-wrap items-center gap-2 rounded-field bg-sunken p-3 text-sm">
          <span className="flex-1 basis-56">
            {member.name} loses access at once, with their API keys here. What they made stays.
          </span>
          <Button look="danger" size="small" disabled={remove.isPending} onClick={() => remove.mutate()}>
            Remove
          </Button>
          <Button look="quiet" size="small" onClick={() => setIsAsked(false)}>
            Keep
          </Button>
        </div>
      ) : null}
      {change.isError || remove.isError ? <ErrorPanel error={change.error ?? remove.error} /> : null}
    </li>
  );
}

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

function detailsOf({ email, joinedAt, lastSeenAt, attributes }: Member): string {
  const facts = Object.entries(attributes).map(([name, value]) => `${name}: ${value}`);
  return [
    email,
    `since ${DAY.format(new Date(joinedAt))}`,
    lastSeenAt === null ? "" : `last here ${DAY.format(new Date(lastSeenAt))}`,
    ...facts,
  ]
    .filter((part) => part !== "")
    .join(" · ");
}
