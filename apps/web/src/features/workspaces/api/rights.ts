import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../../account/api/me.ts";

/**
 * Whether the person may do something here. Until it is known, what is asked for is not offered; the server asks
 * again whatever this says.
 */
export function useMay(permission: string): boolean {
  return useQuery(meQuery).data?.permissions.includes(permission) ?? false;
}

/** In a workspace of people with accounts, where there is somebody to share with. */
export const useIsTeam = (): boolean => useQuery(meQuery).data?.workspace?.kind === "team";
