import type { Role } from "../../workspaces/api/workspaces.ts";
import { ROLE_WORDS } from "../../workspaces/role-words.ts";

export interface RoleSelectProps {
  readonly label: string;
  readonly value: Role;
  readonly options: readonly Role[];
  readonly onChange: (role: Role) => void;
}

export const RoleSelect = ({ label, value, options, onChange }: RoleSelectProps) => (
  <select
    aria-label={label}
    value={value}
    onChange={(event) => {
      const chosen = options.find((role) => role === event.target.value);
      if (chosen !== undefined) onChange(chosen);
    }}
    className="h-10 min-w-28 rounded-field border border-edge bg-surface px-2 text-sm"
  >
    {options.map((role) => (
      <option key={role} value={role}>
        {ROLE_WORDS[role].name}
      </option>
    ))}
  </select>
);
