/** Puts `body` between the markers of `name`, or at the end when the text has no such markers yet. */
export function replaceSection(text: string, name: string, body: string): string {
  const open = `<!-- figures: ${name} -->`;
  const close = `<!-- end: ${name} -->`;
  const section = `${open}\n${body}\n${close}`;
  const from = text.indexOf(open);
  const to = text.indexOf(close);
  if (from < 0 || to < from) return `${text.trimEnd()}\n\n${section}\n`;
  return text.slice(0, from) + section + text.slice(to + close.length);
}
