import { isIPv6 } from "node:net";

const GROUPS = 8;
/** What one customer of a provider is given of IPv6: whoever has one address of it has them all. */
const NETWORK_GROUPS = 4;

/** What an address is counted under: itself, or for IPv6 its /64 network. */
export function addressKey(address: string): string {
  const [bare = ""] = address.split("%");
  if (!isIPv6(bare)) return bare;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  return `${groupsOf(bare).slice(0, NETWORK_GROUPS).join(":")}::/64`;
}

function groupsOf(address: string): string[] {
  const [head = "", tail] = address.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  // An IPv4 address written at the end stands for two groups; it is never among the first four.
  const written = before.length + after.length + (after.at(-1)?.includes(".") === true ? 1 : 0);
  const omitted = tail === undefined ? 0 : GROUPS - written;
  return [...before, ...Array<string>(omitted).fill("0"), ...after].map((group) =>
    group.replace(/^0+(?=.)/, "").toLowerCase(),
  );
}
