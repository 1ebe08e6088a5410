import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vite';

/** Families of colour that Essaim does not use: their hundreds of variables are most of DSFR's core. */
const unusedFamilies = /^--.*(green-|blue-ecume|blue-cumulus|purple-|pink-|yellow-|orange-|brown-|beige-)/;

const classes = /fr-[a-z0-9_-]+/g;
const sources = path.join(import.meta.dirname, 'src');
/** The classes that pages, or our own sheets, name: whole, never put together from parts. */
const named = new Set(readdirSync(sources, { recursive: true }).filter((file) => /\.(tsx?|css)$/.test(file)).flatMap((file) => readFileSync(path.join(sources, file), 'utf8').match(classes) ?? []));
/** Whether a selector of DSFR can match something of ours: what it excludes does not count. */
const canMatch = (selector) => (selector.replace(/:not\([^()]*\)/g, '').match(/\.fr-[a-z0-9_-]+/g) ?? []).every((name) => named.has(name.slice(1)));

/** DSFR without the State's fonts, without the colours that nobody reads and without the classes that no page names. */
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
      const kept = rule.selectors.filter(canMatch);
      if (rule.nodes.length === 0 || kept.length === 0) rule.remove();
      else if (kept.length < rule.selectors.length) rule.selectors = kept;
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
