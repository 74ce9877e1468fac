import type { Settings } from "../configuration/settings.ts";
import { letter, link, note, paragraph } from "../mailing/letter-text.ts";
import {
  changeEmailLetter,
  emailChangedLetter,
  passwordChangedLetter,
  resetPasswordLetter,
  sessionReusedLetter,
  verifyEmailLetter,
} from "../mailing/letters.ts";
import { linkTo } from "../mailing/mail-links.ts";
import type { Letter, Mailer } from "../mailing/mailer.ts";
import type { Device } from "./device.ts";

const HOUR_MS = 3_600_000;
export const VERIFY_MS = 24 * HOUR_MS;
export const RESET_MS = HOUR_MS;
export const CHANGE_EMAIL_MS = 24 * HOUR_MS;

interface Addressee {
  readonly email: string;
  readonly name: string;
}

/** What people are told about their accounts. Links are made of the configured address only. */
export class AccountLetters {
  readonly #mailer: Mailer;
  readonly #settings: Settings;

  constructor(mailer: Mailer, settings: Settings) {
    this.#mailer = mailer;
    this.#settings = settings;
  }

  verifyEmail({ email, name }: Addressee, token: string): Promise<void> {
    const url = this.#link("/verify-email", token);
    return this.#send(email, verifyEmailLetter({ name, url, validMs: VERIFY_MS }));
  }

  resetPassword({ email, name }: Addressee, token: string): Promise<void> {
    const url = this.#link("/reset-password", token);
    return this.#send(email, resetPasswordLetter({ name, url, validMs: RESET_MS }));
  }

  changeEmail({ email, name }: Addressee, token: string): Promise<void> {
    const url = this.#link("/confirm-email", token);
    return this.#send(email, changeEmailLetter({ name, url, validMs: CHANGE_EMAIL_MS }));
  }

  emailChanged({ email, name }: Addressee, newEmail: string): Promise<void> {
    return this.#send(email, emailChangedLetter({ name, url: this.#account(), newEmail }));
  }

  passwordChanged({ email, name }: Addressee): Promise<void> {
    return this.#send(email, passwordChangedLetter({ name, url: this.#account() }));
  }

  sessionReused({ email, name }: Addressee, { address, userAgent }: Device): Promise<void> {
    return this.#send(email, sessionReusedLetter({ name, url: this.#account(), device: userAgent, address }));
  }

  /** To somebody who has an account, when their address was given for another one. */
  hasAccount({ email, name }: Addressee): Promise<void> {
    const options = this.#settings.current();
    return this.#send(
      email,
      letter({
        kind: "verify-email",
        subject: "You have an account already",
        blocks: [
          paragraph(`Hello ${name},`),
          paragraph(
            "Somebody wanted to make a Parlance account with this address, which has one. Nothing was changed.",
          ),
          link("Sign in", linkTo(options, "/sign-in")),
          link("Choose a new password", linkTo(options, "/forgot-password")),
          note("If this was not you, you need do nothing."),
        ],
      }),
    );
  }

  #account(): string {
    return linkTo(this.#settings.current(), "/settings/account");
  }

  #link(path: `/${string}`, token: string): string {
    return linkTo(this.#settings.current(), path, { token });
  }

  async #send(to: string, about: Letter): Promise<void> {
    await this.#mailer.send({ to, ...about });
  }
}
