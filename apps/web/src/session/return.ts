import { recall, remember } from './device.js';

const key = 'essaim.return';

/** Only an address of this site may be gone back to. */
const isOwn = (path: string): boolean => /^\/(?![/\\])/.test(path);

/** The page that asked for a sign-in: the mailed link opens in another tab, so the device remembers it; one that keeps nothing leads home. */
export function rememberReturn(path: string | undefined): void {
  remember(key, path !== undefined && isOwn(path) ? path : undefined);
}

/** That page, once. */
export function takeReturn(): string | undefined {
  const path = recall(key);
  remember(key, undefined);
  return path !== null && isOwn(path) ? path : undefined;
}
