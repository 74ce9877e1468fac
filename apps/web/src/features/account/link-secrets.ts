const taken = new Map<string, URLSearchParams>();

/**
 * What a link carries behind the "#", which browsers send to nobody. Taken out of the address at once, so that it stays
 * neither in the history nor in what is copied from the address bar.
 */
export function takeLinkSecrets(): URLSearchParams {
  const { pathname, search, hash } = window.location;
  if (hash.length > 1) {
    taken.set(pathname, new URLSearchParams(hash.slice(1)));
    window.history.replaceState(window.history.state, "", pathname + search);
  }
  return taken.get(pathname) ?? new URLSearchParams();
}
