import { build } from 'esbuild';
import { moduleOf, readExtensions } from './extension-toml.ts';

/** Shopify takes no larger script. */
const MOST_BYTES = 64 * 1024;

/** A script that Shopify runs. */
export interface Bundle {
  handle: string;
  code: string;
  bytes: number;
}

/**
 * Bundles every UI extension in a folder as Shopify's own tool does.
 *
 * @throws Error for an extension that breaks Shopify's rules or is too large.
 */
export async function bundleExtensions(root: string): Promise<Bundle[]> {
  const bundles: Bundle[] = [];
  for (const extension of readExtensions(root)) {
    const module = moduleOf(extension);
    if (module !== null) bundles.push(await bundle(extension.handle, module));
  }
  return bundles;
}

async function bundle(handle: string, module: string): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: [module],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.text ?? '';
  const bytes = Buffer.byteLength(code);
  if (bytes > MOST_BYTES) {
    throw new Error(`${handle} is ${bytes} bytes: Shopify takes ${MOST_BYTES} at the most`);
  }
  return { handle, code, bytes };
}
