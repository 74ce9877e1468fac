import { letter, link, note, paragraph } from "./letter-text.ts";
import type { Letter } from "./mailer.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

interface Greeted {
  readonly name: string;
}

interface WithLink extends Greeted {
  readonly url: string;
  /** How long the link counts; the letter says so and is not sent later. */
  readonly validMs: number;
}

const hello = ({ name }: Greeted) => paragraph(name.trim() === "" ? "Hello," : `Hello ${name},`);

const notYou = note("If this was not you, you need do nothing.");

export const verifyEmailLetter = (about: WithLink): Letter =>
  letter({
    kind: "verify-email",
    subject: "Confirm your e-mail address",
    blocks: [
      hello(about),
      paragraph("Somebody made a Parlance account with this address. Confirm that it is yours:"),
      link("Confirm this address", about.url),
      note(`The link counts once, for ${duration(about.validMs)}.`),
      notYou,
    ],
    worthMs: about.validMs,
  });

export const resetPasswordLetter = (about: WithLink): Letter =>
  letter({
    kind: "reset-password",
    subject: "Choose a new password",
    blocks: [
      hello(about),
      paragraph("Somebody asked for a new password for your Parlance account."),
      link("Choose a new password", about.url),
      note(`The link counts once, for ${duration(about.validMs)}. Your password stays as it is until then.`),
      notYou,
    ],
    worthMs: about.validMs,
  });

export const changeEmailLetter = (about: WithLink): Letter =>
  letter({
    kind: "change-email",
    subject: "Confirm your new e-mail address",
    blocks: [
      hello(about),
      paragraph("Confirm that your Parlance account is to use this address from now on:"),
      link("Use this address", about.url),
      note(`The link counts once, for ${duration(about.validMs)}.`),
      notYou,
    ],
    worthMs: about.validMs,
  });

interface Alarm extends Greeted {
  /** Where the account's security settings are. */
  readonly url: string;
}

export const passwordChangedLetter = (about: Alarm): Letter =>
  letter({
    kind: "password-changed",
    subject: "Your password was changed",
    blocks: [
      hello(about),
      paragraph("The password of your Parlance account was changed. Everything else that was signed in is signed out."),
      paragraph("If this was not you, choose a new password now, and look through your API keys."),
      link("Look at your account", about.url),
    ],
  });

export const emailChangedLetter = (about: Alarm & { readonly newEmail: string }): Letter =>
  letter({
    kind: "email-changed",
    subject: "The e-mail address of your account was changed",
    blocks: [
      hello(about),
      paragraph(`Your Parlance account now uses the address ${about.newEmail}.`),
      paragraph("If this was not you, tell whoever runs this server."),
      link("Look at your account", about.url),
    ],
  });

/** A refresh token was used a second time: somebody has a copy of it. */
export const sessionReusedLetter = (about: Alarm & { readonly device: string; readonly address: string }): Letter =>
  letter({
    kind: "session-reused",
    subject: "A sign-in of yours was used twice",
    blocks: [
      hello(about),
      paragraph(
        "The same sign-in was used from two places, as happens when it is copied. It has been ended everywhere, so you may be asked to sign in again.",
      ),
      paragraph(
        `The second use came from ${about.address || "an unknown address"} (${about.device || "no browser named"}).`,
      ),
      paragraph("If you do not know that place, choose a new password."),
      link("Look at your sign-ins", about.url),
    ],
  });

export const securityChangedLetter = (about: Alarm & { readonly what: string }): Letter =>
  letter({
    kind: "security-changed",
    subject: about.what,
    blocks: [
      hello(about),
      paragraph(`${about.what} for your Parlance account.`),
      paragraph("If this was not you, choose a new password now, and tell whoever runs this server."),
      link("Look at your account", about.url),
    ],
  });

export interface Invitation {
  readonly url: string;
  readonly validMs: number;
  readonly workspace: string;
  /** Who invites; empty where that is not known. */
  readonly invitedBy: string;
  readonly role: string;
}

export const invitationLetter = ({ url, validMs, workspace, invitedBy, role }: Invitation): Letter =>
  letter({
    kind: "invitation",
    subject: `Invitation to ${workspace} on Parlance`,
    blocks: [
      paragraph("Hello,"),
      paragraph(
        `${invitedBy.trim() === "" ? "You are invited" : `${invitedBy} invites you`} to the workspace "${workspace}" as ${role}.`,
      ),
      link("Accept the invitation", url),
      note(`The link counts for ${duration(validMs)}. If you do not know what this is about, you need do nothing.`),
    ],
    worthMs: validMs,
  });

export interface QuotaWarning extends Greeted {
  readonly url: string;
  readonly workspace: string;
  /** What runs out, such as "storage" or "language model tokens of this month". */
  readonly what: string;
  readonly usedPercent: number;
}

export const quotaWarningLetter = (about: QuotaWarning): Letter =>
  letter({
    kind: "quota-warning",
    subject: `${about.workspace}: ${Math.floor(about.usedPercent)} % of ${about.what} used`,
    blocks: [
      hello(about),
      paragraph(`The workspace "${about.workspace}" has used ${Math.floor(about.usedPercent)} % of its ${about.what}.`),
      paragraph("When nothing is left, what needs it is refused until there is more."),
      link("Look at the usage", about.url),
    ],
    worthMs: DAY_MS,
  });

export const testLetter = (): Letter =>
  letter({
    kind: "test",
    subject: "Parlance can send mail",
    blocks: [
      paragraph("This is the test that an administrator of your Parlance server asked for."),
      paragraph("As you can read it, mail is set up."),
    ],
    worthMs: HOUR_MS,
  });

const UNITS: readonly (readonly [number, string])[] = [
  [DAY_MS, "day"],
  [HOUR_MS, "hour"],
  [MINUTE_MS, "minute"],
];

/** In the largest unit that divides it. */
export function duration(ms: number): string {
  const [size, unit] = UNITS.find(([length]) => ms >= length && ms % length === 0) ?? [MINUTE_MS, "minute"];
  const count = Math.max(1, Math.round(ms / size));
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
