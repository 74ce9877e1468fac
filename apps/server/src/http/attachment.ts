/** Content-Disposition for a download (RFC 6266): a plain ASCII name for old readers, the real one for the rest. */
export function attachment(fileName: string): string {
  const safe = fileName.replace(/[\\/:*?"<>|]+/g, "_").replace(/^\.+/, "_");
  const ascii = safe.replace(/[^\x20-\x7e]/g, "_");
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
