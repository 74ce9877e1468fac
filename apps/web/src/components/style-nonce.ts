/** The word by which the content policy of this page knows the style sheets that its own scripts make. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
