import { describe, expect, test } from "vitest";
import { createAddressJudge } from "./address-judge.ts";

describe("addresses judged without any allowed network", () => {
  const isAllowed = createAddressJudge([]);

  test.each([
    ["a public address", "8.8.8.8"],
    ["the first after a private range", "172.32.0.1"],
    ["the last before loopback", "126.255.255.255"],
    ["public IPv6", "2606:4700:4700::1111"],
    ["a public address, mapped", "::ffff:8.8.8.8"],
    ["a public address through a translator", "64:ff9b::808:808"],
  ])("%s is allowed: %s", (_name, address) => expect(isAllowed(address)).toBe(true));

  test.each([
    ["loopback", "127.0.0.1"],
    ["all of loopback", "127.255.0.9"],
    ["this host", "0.0.0.0"],
    ["private", "10.1.2.3"],
    ["private", "172.16.0.1"],
    ["private", "172.31.255.255"],
    ["private", "192.168.1.1"],
    ["carrier-grade NAT", "100.64.0.1"],
    ["link-local, cloud metadata", "169.254.169.254"],
    ["cloud metadata", "100.100.100.200"],
    ["cloud metadata", "192.0.0.192"],
    ["cloud agent on a public address", "168.63.129.16"],
    ["benchmarks", "198.19.255.255"],
    ["documentation", "203.0.113.7"],
    ["multicast", "224.0.0.1"],
    ["broadcast", "255.255.255.255"],
    ["IPv6 loopback", "::1"],
    ["unspecified", "::"],
    ["IPv6 link-local", "fe80::1"],
    ["IPv6 link-local with zone", "fe80::1%eth0"],
    ["unique local", "fc00::1"],
    ["IPv6 cloud metadata", "fd00:ec2::254"],
    ["IPv6 multicast", "ff02::1"],
    ["IPv6 documentation", "2001:db8::1"],
    ["mapped loopback", "::ffff:127.0.0.1"],
    ["mapped loopback in hex", "::ffff:7f00:1"],
    ["mapped, written out", "0:0:0:0:0:ffff:a00:1"],
    ["mapped metadata", "::ffff:a9fe:a9fe"],
    ["IPv4-compatible loopback", "::127.0.0.1"],
    ["translated loopback", "64:ff9b::7f00:1"],
    ["translated private", "64:ff9b::10.0.0.1"],
    ["local translation", "64:ff9b:1::a00:1"],
    ["6to4 around loopback", "2002:7f00:1::"],
    ["Teredo", "2001:0:53aa:64c:0:0:80ff:fffe"],
    ["deprecated site-local", "fec0::1"],
    ["a name", "localhost"],
    ["a decimal number", "2130706433"],
    ["an octal form", "0177.0.0.1"],
    ["a short form", "127.1"],
    ["nothing", ""],
  ])("%s is refused: %s", (_name, address) => expect(isAllowed(address)).toBe(false));
});

describe("allowed networks", () => {
  test.each([
    ["an IPv4 range", ["10.0.0.0/8"], "10.9.9.9", true],
    ["an IPv4 range, mapped", ["10.0.0.0/8"], "::ffff:10.9.9.9", true],
    ["beside an IPv4 range", ["10.0.0.0/8"], "11.0.0.1", true],
    ["another private range", ["10.0.0.0/8"], "192.168.0.1", false],
    ["one address", ["127.0.0.1"], "127.0.0.1", true],
    ["its neighbour", ["127.0.0.1"], "127.0.0.2", false],
    ["an IPv6 range", ["fd00::/8"], "fd12::3", true],
    ["an IPv6 address", ["::1"], "::1", true],
    ["any IPv4", ["0.0.0.0/0"], "127.0.0.1", true],
    ["any IPv4 does not open IPv6", ["0.0.0.0/0"], "::1", false],
  ] as const)("%s", (_name, networks, address, expected) => {
    expect(createAddressJudge(networks)(address)).toBe(expected);
  });

  test.each(["10.0.0.0/33", "10.0.0/8", "fd00::/129", "localhost", "10.0.0.0/", "", "10.0.0.0/8 "])(
    "a range that cannot be read stops the start: %j",
    (network) => {
      if (network.trim() === "10.0.0.0/8") expect(() => createAddressJudge([network])).not.toThrow();
      else expect(() => createAddressJudge([network])).toThrow(/not a network/);
    },
  );
});
