const OPENING = /^\s*<(think|thinking|reasoning)>/i;

/** What the model wrote for itself before its reply, as servers that do not separate it send it; null if it never ended. */
export function stripThinking(text: string): string | null {
  // Some chat templates write the opening tag into the prompt, so that only the closing one is in the reply.
  const closed = /^[\s\S]*<\/(?:think|thinking|reasoning)>/i.exec(text);
  if (closed !== null && isThinkingBefore(text, closed[0])) return text.slice(closed[0].length).trim();
  return OPENING.test(text) ? null : text.trim();
}

/** A closing tag inside a JSON string belongs to the reply. */
function isThinkingBefore(text: string, upToTag: string): boolean {
  return OPENING.test(text) || !/^\s*[{[]/.test(text) || !/^\s*[{[]/.test(upToTag);
}
