import { expect, test } from "vitest";
import { addressKey } from "./address-key.ts";

test.each([
  ["an IPv4 address", "192.0.2.7", "192.0.2.7"],
  ["an IPv4 address in IPv6 form", "::ffff:192.0.2.7", "192.0.2.7"],
  ["an IPv6 address", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["its neighbour in the same network", "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"],
  ["the same network with zeros written", "2001:0DB8:0001:0002::", "2001:db8:1:2::/64"],
  ["another network", "2001:db8:1:3::1", "2001:db8:1:3::/64"],
  ["zeros left out before", "::1", "0:0:0:0::/64"],
  ["zeros left out between", "2001:db8::5:6", "2001:db8:0:0::/64"],
  ["an address with an interface", "fe80::1%eth0", "fe80:0:0:0::/64"],
  ["an IPv4 address at the end", "64:ff9b::192.0.2.33", "64:ff9b:0:0::/64"],
])("%s", (_name, address, key) => {
  expect(addressKey(address)).toBe(key);
});
