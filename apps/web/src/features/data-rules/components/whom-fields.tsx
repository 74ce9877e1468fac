import { useQuery } from "@tanstack/react-query";
import { membersQuery } from "../api/data-rules.ts";
import { ROLE_WORDS, type Role, type RuleDraft } from "../rule-draft.ts";

export interface WhomFieldsProps {
  readonly draft: RuleDraft;
  readonly put: (change: Partial<RuleDraft>) => void;
}

const ROLES: readonly Role[] = ["owner", "admin", "analyst", "viewer"];

const toggled = <Item,>(items: readonly Item[], item: Item): readonly Item[] =>
  items.includes(item) ? items.filter((one) => one !== item) : [...items, item];

/** Whom a rule is about: roles and members, or everyone but some. */
export function WhomFields({ draft, put }: WhomFieldsProps) {
  const members = useQuery(membersQuery);
  const people = members.data?.items ?? [];
  const { isEveryone, except, roles, members: named } = draft;
  const chosen = isEveryone ? except : named;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-[13px] font-medium">Whom it is about</legend>
      <Check label="Everyone, owners and admins too" isOn={isEveryone} onChange={(on) => put({ isEveryone: on })} />
      {isEveryone ? null : (
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {ROLES.map((role) => (
            <Check
              key={role}
              label={ROLE_WORDS[role]}
              isOn={roles.includes(role)}
              onChange={() => put({ roles: toggled(roles, role) })}
            />
          ))}
        </div>
      )}
      {people.length === 0 ? null : (
        <div className="grid gap-1">
          <p className="text-[13px] text-soft">{isEveryone ? "Except" : "And these members"}</p>
          <ul
            aria-label={isEveryone ? "Members who are excepted" : "Members it is about"}
            className="grid max-h-36 gap-1 overflow-y-auto rounded-field border border-edge px-3 py-2"
          >
            {people.map(({ userId, name, email }) => (
              <li key={userId}>
                <Check
                  label={email === "" || email === name ? name : `${name} (${email})`}
                  isOn={chosen.includes(userId)}
                  onChange={() =>
                    put(isEveryone ? { except: toggled(except, userId) } : { members: toggled(named, userId) })
                  }
                />
              </li>
            ))}
          </ul>
        </div>
      )}
    </fieldset>
  );
}

interface CheckProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

const Check = ({ label, isOn, onChange }: CheckProps) => (
  <label className="flex min-w-0 items-center gap-2 text-sm">
    <input
      type="checkbox"
      checked={isOn}
      onChange={(event) => onChange(event.target.checked)}
      className="size-4 shrink-0 accent-(--color-accent)"
    />
    <span className="min-w-0 break-words">{label}</span>
  </label>
);
