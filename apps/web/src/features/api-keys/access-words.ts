import type { ApiKey, KeyAccess } from "./api/api-keys.ts";

export const ACCESS_WORDS: Readonly<Record<ApiKey["access"], { readonly name: string; readonly may: string }>> = {
  read: { name: "Reads", may: "Sees sources, results and what was saved; asks and changes nothing" },
  ask: { name: "Asks", may: "Asks questions, runs saved answers and exports; changes nothing" },
  full: { name: "Everything", may: "All that you may, but never your account, other keys or deleting the workspace" },
  custom: { name: "Some rights", may: "Exactly the rights it was made with" },
};

export const ACCESSES: readonly KeyAccess[] = ["read", "ask", "full"];
