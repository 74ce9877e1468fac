import { expect, test } from "vitest";
import { bareFirst, prepared, ScramConversation, type ScramMechanism, userOf } from "./scram.ts";

/** The examples of RFC 5802 and RFC 7677. */
test.each<readonly [ScramMechanism, string, string, string, string, string, string]>([
  [
    "SCRAM-SHA-1",
    "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
    "3rfcNHYJY1ZVvWVs7j",
    "QSXCR+Q6sek8bf92",
    "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
    "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
    "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=",
  ],
  [
    "SCRAM-SHA-256",
    "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
    "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
    "W22ZaJ0SNY7soEsUEjb6gQ==",
    "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
    "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
    "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
  ],
])("%s gives the published answers", (mechanism, first, nonce, salt, serverFirst, last, serverLast) => {
  const choice = { nonce, salt: Buffer.from(salt, "base64"), rounds: 4096 };
  const talk = new ScramConversation(mechanism, bareFirst(first), "pencil", choice);
  expect(userOf(bareFirst(first))).toBe("user");
  expect(talk.first).toBe(serverFirst);
  expect(talk.last(last)).toBe(serverLast);
  expect(talk.last(last.replace("p=", "p=A"))).toBeNull();
  expect(talk.last(last.replace("r=", "r=x"))).toBeNull();
});

test.each([
  ["I\u00adX", "IX"],
  ["user", "user"],
  ["USER", "USER"],
  ["\u00aa", "a"],
  ["\u2168", "IX"],
  ["a\u3000b", "a b"],
])("prepares %j as RFC 4013 does", (typed, result) => {
  expect(prepared(typed)).toBe(result);
});
