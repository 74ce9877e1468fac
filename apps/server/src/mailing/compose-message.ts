/** What the bytes of a letter are made of. */
export interface MessageParts {
  readonly messageId: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly date: Date;
}

/** The letter as it goes over the wire and as an .eml file holds it. Reads no file and no address, whatever it says. */
export async function composeMessage({
  messageId,
  from,
  to,
  subject,
  text,
  html,
  date,
}: MessageParts): Promise<Buffer> {
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const composer = new MailComposer({
    messageId,
    from,
    to: { name: "", address: to },
    subject,
    text,
    html,
    date,
    // Out-of-office programs leave such letters alone (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
