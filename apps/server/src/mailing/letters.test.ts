import { describe, expect, test } from "vitest";
import { duration, invitationLetter, resetPasswordLetter, sessionReusedLetter } from "./letters.ts";
import { linkTo } from "./mail-links.ts";
import type { Letter } from "./mailer.ts";

const EVIL = '<img src=x onerror=alert(1)>"&\r\nBcc: eve@example.com';

const LETTERS: [string, Letter][] = [
  [
    "an invitation",
    invitationLetter({
      url: "https://x.example/?a=1&b=2",
      validMs: 7 * 86_400_000,
      workspace: EVIL,
      invitedBy: EVIL,
      role: "viewer",
    }),
  ],
  ["a reset", resetPasswordLetter({ name: EVIL, url: "https://x.example/r#token=1", validMs: 3_600_000 })],
  ["an alarm", sessionReusedLetter({ name: EVIL, url: "https://x.example", device: EVIL, address: "203.0.113.9" })],
];

describe("letters", () => {
  test.each(LETTERS)("%s shows what people wrote as text", (_name, letter) => {
    expect(letter.html).not.toContain("<img");
    expect(letter.html).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(letter.subject).not.toMatch(/[\r\n]/);
    expect(letter.text).not.toMatch(/^Bcc:/m);
  });

  test.each(LETTERS)("%s fetches nothing", (_name, letter) => {
    expect(letter.html).not.toMatch(/<[a-z]+[^>]*\s(src|srcset|background)=|url\(|<link|<script/i);
  });

  test("both forms hold the link", () => {
    const { html, text } = resetPasswordLetter({ name: "Ada", url: "https://x.example/r#a=1&b=2", validMs: 3_600_000 });
    expect(text).toContain("https://x.example/r#a=1&b=2");
    expect(html).toContain('href="https://x.example/r#a=1&amp;b=2"');
    expect(text).toContain("1 hour");
  });

  test.each([
    [3_600_000, "1 hour"],
    [7 * 86_400_000, "7 days"],
    [600_000, "10 minutes"],
    [5_400_000, "90 minutes"],
  ])("%i ms is %s", (ms, words) => expect(duration(ms)).toBe(words));
});

describe("links", () => {
  const options = { host: "127.0.0.1", port: 3000 };
  test.each([
    [
      "the configured address",
      { ...options, publicUrl: "https://data.example.com/" },
      "https://data.example.com/reset#token=a%2Bb",
    ],
    ["this machine", { ...options, publicUrl: undefined }, "http://localhost:3000/reset#token=a%2Bb"],
    [
      "the address listened on",
      { ...options, host: "10.1.2.3", publicUrl: undefined },
      "http://10.1.2.3:3000/reset#token=a%2Bb",
    ],
  ])("lead to %s", (_name, given, link) => expect(linkTo(given, "/reset", { token: "a+b" })).toBe(link));
});
