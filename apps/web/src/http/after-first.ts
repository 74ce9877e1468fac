import type { SendRequest } from "@parlance/client";

/**
 * The first answer brings a new visitor the cookie they are known by. Requests sent beside it would each make another
 * visitor, of whom only the last is remembered; so they wait until the first is answered or has failed.
 */
export function afterFirst(send: SendRequest): SendRequest {
  let first: Promise<unknown> | undefined;
  return async (request) => {
    if (first === undefined) {
      const answer = send(request);
      first = answer.then(
        () => undefined,
        () => {
          // Nobody was answered, so nobody is known yet: the next request is the first.
          first = undefined;
        },
      );
      return answer;
    }
    await first;
    return send(request);
  };
}
