import { expect, test } from "vitest";
import { afterFirst } from "./after-first.ts";

const request = (path: string) => new Request(`http://localhost/${path}`);

function recorded() {
  const sent: string[] = [];
  const waiting: { answer: () => void; fail: () => void }[] = [];
  const send = afterFirst((one) => {
    sent.push(new URL(one.url).pathname);
    return new Promise((resolve, reject) =>
      waiting.push({ answer: () => resolve(new Response()), fail: () => reject(new TypeError("Failed to fetch")) }),
    );
  });
  return { sent, waiting, send };
}

test("requests beside the first wait for its answer, then go together", async () => {
  const { sent, waiting, send } = recorded();
  const first = send(request("a"));
  void send(request("b"));
  void send(request("c"));
  expect(sent).toEqual(["/a"]);
  waiting[0]?.answer();
  await first;
  await expect.poll(() => sent).toEqual(["/a", "/b", "/c"]);
});

test("when the first fails, the others are sent all the same", async () => {
  const { sent, waiting, send } = recorded();
  const first = send(request("a"));
  void send(request("b"));
  waiting[0]?.fail();
  await expect(first).rejects.toThrow("Failed to fetch");
  await expect.poll(() => sent).toEqual(["/a", "/b"]);
});
