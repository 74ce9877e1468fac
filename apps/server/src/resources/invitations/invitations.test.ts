import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD, type SignedInPerson, signUp } from "../../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

let server: TestServer;
let ann: SignedInPerson;
let bob: SignedInPerson;

type Sender = Pick<SignedInPerson, "inject">;
const call = async (who: Sender, method: "GET" | "POST" | "PATCH" | "DELETE", path: string, payload?: object) => {
  const response = await who.inject({ method, url: `/api/v1${path}`, ...(payload && { payload }) });
  return { status: response.statusCode, body: response.body === "" ? undefined : response.json() };
};
const invite = (who: Sender, email: string, role = "analyst") => call(who, "POST", "/invitations", { email, role });
const tokenOf = (link: string): string => new URLSearchParams(new URL(link).hash.slice(1)).get("token") ?? "";
const look = (token: string) =>
  server.browser().inject({ method: "GET", url: "/api/v1/invitation", headers: { "x-invitation-token": token } });

beforeAll(async () => {
  server = await openTestServer({ publicUrl: "https://parlance.example" });
  ann = await signUp(server, { email: "ann@example.com", name: "Ann" });
  bob = await signUp(server, { email: "bob@example.com", name: "Bob" });
});
afterAll(() => server.close());

describe("invitations", () => {
  test("the link is shown to whoever invites where no mail is sent, and leads to the configured address", async () => {
    const response = await ann.inject({
      method: "POST",
      url: "/api/v1/invitations",
      headers: { "x-forwarded-host": "evil.example" },
      payload: { email: "new@example.com", role: "viewer" },
    });
    expect(response.statusCode, response.body).toBe(201);
    const { link, invitation } = response.json();
    expect(new URL(link).origin).toBe("https://parlance.example");
    expect(new URL(link).search).toBe("");
    expect(invitation).toMatchObject({ email: "new@example.com", role: "viewer", invitedBy: "Ann", sentAt: null });
    expect((await look(tokenOf(link))).json()).toMatchObject({
      workspace: "Ann's workspace",
      email: "new@example.com",
      role: "viewer",
      invitedBy: "Ann",
    });
    const listed = (await call(ann, "GET", "/invitations")).body;
    expect(JSON.stringify(listed)).not.toContain(tokenOf(link));
  });

  test("it says the same of an address with an account and of one without", async () => {
    const [known, unknown] = [await invite(ann, "bob@example.com"), await invite(ann, "nobody@example.com")];
    const shape = ({ status, body }: typeof known) => [status, Object.keys(body), Object.keys(body.invitation)];
    expect(shape(known)).toEqual(shape(unknown));
  });

  test("whoever signs in with its address accepts it once and lands in the workspace", async () => {
    const token = tokenOf((await invite(ann, "BOB@example.com")).body.link);
    const accepted = await call(bob, "POST", "/invitations/accept", { token });
    expect(accepted.body.workspace).toMatchObject({ id: ann.workspaceId, role: "analyst", isActive: true });
    const again = await call(bob, "POST", "/invitations/accept", { token });
    expect([again.status, again.body.code]).toEqual([404, "INVITATION_NOT_FOUND"]);
    expect((await look(token)).statusCode).toBe(404);
    expect((await call(ann, "GET", "/members")).body.items).toHaveLength(2);
    expect((await invite(ann, "bob@example.com")).body.code).toBe("MEMBER_ALREADY");
  });

  test("of two who accept at once, one is told it does not count any more", async () => {
    const eve = await signUp(server, { email: "eve@example.com" });
    const token = tokenOf((await invite(ann, "eve@example.com")).body.link);
    const both = await Promise.all([1, 2].map(() => call(eve, "POST", "/invitations/accept", { token })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  test("somebody else's address does not accept it, and does not use it up", async () => {
    const token = tokenOf((await invite(ann, "carl@example.com")).body.link);
    const stolen = await call(bob, "POST", "/invitations/accept", { token });
    expect([stolen.status, stolen.body.code]).toEqual([403, "INVITATION_OTHER_PERSON"]);
    const carl = await signUp(server, { email: "carl@example.com" });
    expect((await call(carl, "POST", "/invitations/accept", { token })).status).toBe(200);
  });

  test("a new account is made through its link", async () => {
    const token = tokenOf((await invite(ann, "dora@example.com", "viewer")).body.link);
    const dora = server.browser();
    const payload = { email: "dora@example.com", password: PASSWORD, name: "Dora", invitation: token };
    const registered = await dora.inject({ method: "POST", url: "/api/v1/auth/register", payload });
    expect(registered.statusCode, registered.body).toBeLessThan(300);
    const own = (await call(dora, "GET", "/workspaces")).body.items;
    expect(own).toMatchObject([{ id: ann.workspaceId, role: "viewer", isActive: true }]);
  });

  test("sent again, the link before does not count; taken back, none does", async () => {
    const first = await invite(ann, "finn@example.com");
    const second = await call(ann, "POST", `/invitations/${first.body.invitation.id}/resend`);
    expect((await look(tokenOf(first.body.link))).statusCode).toBe(404);
    expect((await look(tokenOf(second.body.link))).statusCode).toBe(200);
    expect((await call(ann, "DELETE", `/invitations/${first.body.invitation.id}`)).status).toBe(204);
    expect((await look(tokenOf(second.body.link))).statusCode).toBe(404);
  });

  test("admins invite up to their own role; analysts nobody", async () => {
    const [admin, analyst] = await Promise.all(
      (["admin", "analyst"] as const).map((role) =>
        signUp(server, { email: `${role}@example.com`, role, workspaceId: ann.workspaceId }),
      ),
    );
    if (admin === undefined || analyst === undefined) throw new Error("not signed up");
    expect((await invite(admin, "gina@example.com", "owner")).body.code).toBe("MEMBER_ABOVE_YOU");
    expect((await invite(admin, "gina@example.com", "admin")).status).toBe(201);
    expect((await invite(analyst, "hans@example.com", "viewer")).body.code).toBe("PERMISSION_DENIED");
  });

  test("a wrong, an expired and an empty link are answered alike", async () => {
    const link = (await invite(ann, "late@example.com")).body.link;
    server.clock.advance(7 * 86_400_000 + 1);
    const answers = await Promise.all([tokenOf(link), "x".repeat(43), ""].map(look));
    const told = answers.map((one) => ({ status: one.statusCode, ...one.json(), requestId: "" }));
    expect(told[0]).toMatchObject({ status: 404, code: "INVITATION_NOT_FOUND" });
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
  });
});
