import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleExtensions } from './extensions/bundle.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'build/extensions');

mkdirSync(OUT, { recursive: true });
for (const { handle, code, bytes } of await bundleExtensions(path.join(ROOT, 'extensions'))) {
  writeFileSync(path.join(OUT, `${handle}.js`), code);
  console.log(`${handle}: ${(bytes / 1024).toFixed(1)} KB`);
}
