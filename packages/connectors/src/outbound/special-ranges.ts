/**
 * Addresses that are not public places of the internet, by IANA's special-purpose registries, and the addresses where
 * clouds serve their machines' secrets. Nothing here is reached unless the operator lists it.
 */
export const SPECIAL_V4: readonly string[] = [
  "0.0.0.0/8", // this network
  "10.0.0.0/8", // private
  "100.64.0.0/10", // carrier-grade NAT; a cloud serves machine secrets at 100.100.100.200
  "127.0.0.0/8", // loopback
  "168.63.129.16/32", // a cloud's public address for its machines' own agent
  "169.254.0.0/16", // link-local; most clouds serve machine secrets at 169.254.169.254
  "172.16.0.0/12", // private
  "192.0.0.0/24", // protocol assignments; a cloud serves machine secrets at 192.0.0.192
  "192.0.2.0/24", // documentation
  "192.88.99.0/24", // 6to4 relays, withdrawn
  "192.168.0.0/16", // private
  "198.18.0.0/15", // benchmarks
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved, and broadcast
];

/** Of IPv6 only global unicast is public, less these parts of it. */
export const PUBLIC_V6 = "2000::/3";

export const SPECIAL_V6: readonly string[] = [
  "2001::/23", // protocol assignments, Teredo among them: its addresses hide IPv4 ones
  "2001:db8::/32", // documentation
  "2002::/16", // 6to4: hides IPv4 addresses
  "3fff::/20", // documentation
];
