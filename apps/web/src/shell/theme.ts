import { recall, remember } from '../session/device.js';

/** What a person may choose; `system` follows the device. public/theme.js applies it before the first paint. */
export type Theme = 'light' | 'dark' | 'system';

const key = 'essaim.theme';

export function chosenTheme(): Theme {
  const kept = recall(key);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Holds until the page is left where the device keeps nothing. */
export function chooseTheme(theme: Theme): void {
  remember(key, theme === 'system' ? undefined : theme);
  apply(theme);
}

const prefersDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

function apply(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'system' && prefersDark().matches);
  document.documentElement.dataset['frTheme'] = dark ? 'dark' : 'light';
}

/** Follows the device while nothing was chosen. */
export const followSystem = (): void => prefersDark().addEventListener('change', () => apply(chosenTheme()));
