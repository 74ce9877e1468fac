import type { Role } from "./api/workspaces.ts";

export const ROLE_WORDS: Readonly<Record<Role, { readonly name: string; readonly may: string }>> = {
  owner: { name: "Owner", may: "Everything, deleting the workspace included" },
  admin: { name: "Admin", may: "Connects sources, invites people, sets rules and models" },
  analyst: { name: "Analyst", may: "Uploads, writes SQL, teaches, exports and shares" },
  viewer: { name: "Viewer", may: "Asks questions and reads what is shared" },
};

export const ROLES: readonly Role[] = ["owner", "admin", "analyst", "viewer"];

/** Only an owner makes somebody an owner. */
export const rolesToGive = (own: Role): readonly Role[] => (own === "owner" ? ROLES : ROLES.slice(1));
