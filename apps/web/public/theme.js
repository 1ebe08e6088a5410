// Before the first paint: the theme that the person chose on this device, or the system's.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('essaim.theme');
  } catch {
    // Storage may be closed to us; the system's theme will do.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.frTheme = dark ? 'dark' : 'light';
})();
