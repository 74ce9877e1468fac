import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";

/** What every authenticator app assumes where nothing is said (RFC 6238). */
const SETTINGS = { issuer: "Parlance", algorithm: "SHA1", digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
/** Clocks of phones are off; one step before and after the present one is accepted. */
const WINDOW_STEPS = 1;
const CODE = /^\d{6}$/;

export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What the app is told, as a QR code holds it. */
export const otpauthUri = (secret: string, account: string): string =>
  new TOTP({ ...SETTINGS, label: account, secret: Secret.fromBase32(secret) }).toString();

/** A picture without scripts, styles or anything to fetch. */
export const qrCode = (text: string): string => renderSVG(text, { ecc: "M", border: 2, pixelSize: 6 });

/** The time step whose code this is; null where it is no code of about now. */
export function stepOf(secret: string, code: string, nowMs: number): number | null {
  if (!CODE.test(code)) return null;
  const totp = new TOTP({ ...SETTINGS, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp: nowMs, window: WINDOW_STEPS });
  return delta === null ? null : Math.floor(nowMs / 1_000 / SETTINGS.period) + delta;
}
