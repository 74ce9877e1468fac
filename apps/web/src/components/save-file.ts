/** Hands a file to the browser's own download. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  saveAddress(address, name);
  // Revoked later: some browsers read the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function saveAddress(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}

/** A file name made of the question: letters, digits and dashes of any script. */
export const fileStem = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60) || "parlance";
