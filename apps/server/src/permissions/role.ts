/** What a person is in a workspace, from the most to the least powerful. */
export const ROLES = ["owner", "admin", "analyst", "viewer"] as const;

export type Role = (typeof ROLES)[number];

/** Whether one role has all that the other has. */
export const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) <= ROLES.indexOf(least);
