/** What a person may choose; `system` follows the device. public/theme.js applies it before the first paint. */
export type Theme = 'light' | 'dark' | 'system';

const key = 'essaim.theme';

export function chosenTheme(): Theme {
  try {
    const kept = localStorage.getItem(key);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

export function chooseTheme(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // It holds until the page is left.
  }
  apply(theme);
}

const prefersDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

function apply(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'system' && prefersDark().matches);
  document.documentElement.dataset['frTheme'] = dark ? 'dark' : 'light';
}

/** Follows the device while nothing was chosen. */
export const followSystem = (): void => prefersDark().addEventListener('change', () => apply(chosenTheme()));
