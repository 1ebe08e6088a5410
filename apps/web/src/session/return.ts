const key = 'essaim.return';

/** Only an address of this site may be gone back to. */
const isOwn = (path: string): boolean => /^\/(?![/\\])/.test(path);

/** The page that asked for a sign-in: the mailed link opens in another tab, so the device remembers it. */
export function rememberReturn(path: string | undefined): void {
  try {
    if (path !== undefined && isOwn(path)) localStorage.setItem(key, path);
    else localStorage.removeItem(key);
  } catch {
    // The person lands on their home instead.
  }
}

/** That page, once. */
export function takeReturn(): string | undefined {
  try {
    const path = localStorage.getItem(key);
    localStorage.removeItem(key);
    return path !== null && isOwn(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
