import { BlockList, isIP } from "node:net";
import { AppError } from "@parlance/core";
import { PUBLIC_V6, SPECIAL_V4, SPECIAL_V6 } from "./special-ranges.ts";

/** Says whether this server may connect to an address. */
export type AddressJudge = (address: string) => boolean;

/**
 * Public addresses are allowed, and those of `allowedNetworks` (CIDR ranges or single addresses). Takes addresses as a
 * resolver gives them; anything else is refused. Throws on a range that cannot be read: a typing error must not open
 * or close a network in silence.
 */
export function createAddressJudge(allowedNetworks: readonly string[]): AddressJudge {
  const allowed = rangesOf(allowedNetworks);
  return (given) => {
    const address = plainAddress(given);
    const family = isIP(address);
    if (family === 0) return false;
    if (allowed.check(address, family === 4 ? "ipv4" : "ipv6")) return true;
    return family === 4 ? !SPECIAL.check(address, "ipv4") : isPublicV6(address);
  };
}

const SPECIAL = rangesOf([...SPECIAL_V4, ...SPECIAL_V6]);
const GLOBAL_UNICAST = rangesOf([PUBLIC_V6]);

const isPublicV6 = (address: string): boolean =>
  GLOBAL_UNICAST.check(address, "ipv6") && !SPECIAL.check(address, "ipv6");

export function rangesOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) addRange(list, network.trim());
  return list;
}

function addRange(list: BlockList, network: string): void {
  const [, address = "", bits] = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(network) ?? [];
  const family = isIP(address);
  const width = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? width : Number(bits);
  if (family === 0 || prefix > width) {
    throw new AppError("SOURCE_CONFIG_INVALID", {
      message: `"${network}" is not a network. Write it like 10.0.0.0/8 or fd00::/8.`,
    });
  }
  list.addSubnet(address, prefix, family === 4 ? "ipv4" : "ipv6");
}

/**
 * The address a packet would really go to. IPv6 has several ways to write an IPv4 address: mapped (::ffff:a.b.c.d), and
 * through a translator (64:ff9b::a.b.c.d); both reach the IPv4 machine, so that one is judged.
 */
function plainAddress(given: string): string {
  const address = given.replace(/%.*$/, "");
  if (isIP(address) !== 6) return address;
  const groups = groupsOf(address);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  const isTranslated = groups[0] === 0x64 && groups[1] === 0xff9b && groups.slice(2, 6).every((group) => group === 0);
  if (!isMapped && !isTranslated) return address;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** The eight numbers of an IPv6 address that `isIP` has accepted. */
function groupsOf(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const pair = (a: string | undefined, b: string | undefined) => (Number(a) * 256 + Number(b)).toString(16);
  const text = dotted ? `${dotted[1]}${pair(dotted[2], dotted[3])}:${pair(dotted[4], dotted[5])}` : address;
  const [head = "", tail] = text.split("::");
  const numbers = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  if (tail === undefined) return numbers(head);
  const [first, last] = [numbers(head), numbers(tail)];
  return [...first, ...new Array<number>(8 - first.length - last.length).fill(0), ...last];
}
