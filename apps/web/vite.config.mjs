import path from 'node:path';
import { defineConfig } from 'vite';

/** Families of colour that Essaim does not use: their hundreds of variables are most of DSFR's core. */
const unusedFamilies = /^--.*(green-|blue-ecume|blue-cumulus|purple-|pink-|yellow-|orange-|brown-|beige-)/;

/** DSFR without the State's fonts and without the colours that nobody reads. */
const trimDsfr = {
  postcssPlugin: 'trim-dsfr',
  Once(root) {
    if (!root.source?.input.file?.includes('react-dsfr')) return;
    root.walkRules(/^\.fr-h[1-6]$/, (rule) => void rule.remove()); // ours say how titles look
    root.walkAtRules('font-face', (rule) => void rule.remove());
    root.walkDecls((declaration) => {
      if (unusedFamilies.test(declaration.prop)) declaration.remove();
    });
    root.walkRules((rule) => {
      if (rule.nodes.length === 0) rule.remove();
    });
  },
};

export default defineConfig({
  root: import.meta.dirname,
  resolve: { conditions: ['essaim-source', 'module', 'browser', 'import', 'default'] },
  css: { postcss: { plugins: [trimDsfr] } },
  build: {
    target: 'es2022',
    // A strict Content-Security-Policy takes no data: font or script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { input: { index: path.join(import.meta.dirname, 'index.html'), state: path.join(import.meta.dirname, 'src/style/state.css') } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/mailbox': 'http://127.0.0.1:3000' } },
});
