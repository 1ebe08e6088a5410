import path from 'node:path';
import { mergeConfig } from 'vite';
import web from '../../../apps/web/vite.config.mjs';

const { build: _, ...shared } = web;

/** The parts under test in one module, in the web app's own way. */
export default mergeConfig(shared, {
  root: import.meta.dirname,
  publicDir: false,
  build: { target: 'es2022', rolldownOptions: { input: path.join(import.meta.dirname, 'harness.tsx'), preserveEntrySignatures: 'strict', output: { codeSplitting: false, entryFileNames: 'parts.js' } } },
});
