import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';

/** The targets that our extensions are made for, and how files of theirs end. */
const TARGETS = [
  'admin.customer-details.block.render',
  'admin.customers.segmentation-templates.data',
] as const;

const handle = z
  .string()
  .max(30)
  .regex(/^[a-zA-Z0-9-]+$/, 'letters, digits and hyphens only');
const name = z.string().min(1);
/** An address of the app's own, which Shopify completes. */
const appPath = z.string().regex(/^\/[^/]/, 'must be a path of the app');

const UiExtension = z.strictObject({
  api_version: z.string().regex(/^\d{4}-\d{2}$/),
  extensions: z.tuple([
    z.strictObject({
      type: z.literal('ui_extension'),
      name,
      description: z.string(),
      handle,
      targeting: z.tuple([z.strictObject({ module: z.string(), target: z.enum(TARGETS) })]),
    }),
  ]),
});

const customer = z.strictObject({
  type: z.literal('customer_reference'),
  required: z.boolean().optional(),
});
const fieldTypes = z.enum([
  'boolean',
  'email',
  'multi_line_text_field',
  'number_decimal',
  'single_line_text_field',
  'url',
]);

const FlowTrigger = z.strictObject({
  extensions: z.tuple([
    z.strictObject({ type: z.literal('flow_trigger'), name, description: z.string(), handle }),
  ]),
  settings: z.strictObject({
    fields: z.array(
      z.union([
        customer,
        z.strictObject({
          type: fieldTypes,
          key: z.string().regex(/^[a-zA-Z\s]+$/, 'letters and spaces only'),
          description: z.string().optional(),
        }),
      ]),
    ),
  }),
});

const FlowAction = z.strictObject({
  extensions: z.tuple([
    z.strictObject({
      type: z.literal('flow_action'),
      name,
      description: z.string(),
      handle,
      runtime_url: appPath,
    }),
  ]),
  settings: z.strictObject({
    fields: z.array(
      z.union([
        customer,
        z.strictObject({
          type: fieldTypes,
          key: z.string().regex(/^[a-zA-Z0-9_-]+$/),
          name,
          description: z.string().optional(),
          required: z.boolean(),
        }),
      ]),
    ),
  }),
});

const FlowLifecycle = z.strictObject({
  extensions: z.tuple([
    z.strictObject({
      type: z.literal('flow_trigger_lifecycle_callback'),
      name,
      handle,
      url: appPath,
    }),
  ]),
});

const SCHEMAS = {
  ui_extension: UiExtension,
  flow_trigger: FlowTrigger,
  flow_action: FlowAction,
  flow_trigger_lifecycle_callback: FlowLifecycle,
};
const Typed = z.looseObject({
  extensions: z.tuple([
    z.looseObject({ type: z.enum(Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[]) }),
  ]),
});

/** An extension of ours as its file describes it. */
export interface ExtensionFile {
  folder: string;
  handle: string;
  toml: z.infer<(typeof SCHEMAS)[keyof typeof SCHEMAS]>;
}

/**
 * Reads every extension in a folder by Shopify's rules, as far as they can be known without asking.
 *
 * @throws Error that names the file and every fault of it.
 */
export function readExtensions(root: string): ExtensionFile[] {
  const files = globSync('*/shopify.extension.toml', { cwd: root }).sort();
  const extensions = files.map((file) => readExtension(path.join(root, file)));
  const handles = extensions.map((extension) => extension.handle);
  const twice = handles.find((each, index) => handles.indexOf(each) !== index);
  if (twice !== undefined) throw new Error(`two extensions have the handle ${twice}`);
  return extensions;
}

function readExtension(file: string): ExtensionFile {
  const folder = path.dirname(file);
  const content = parse(readFileSync(file, 'utf8'));
  const typed = Typed.parse(content);
  const result = SCHEMAS[typed.extensions[0].type].safeParse(content);
  if (!result.success) throw new Error(`${file}:\n${z.prettifyError(result.error)}`);
  const toml = result.data;
  const [extension] = toml.extensions;
  if (extension.type === 'ui_extension') checkFiles(folder, extension);
  return { folder, handle: extension.handle, toml };
}

type Ui = z.infer<typeof UiExtension>['extensions'][0];

/** The module is there, and every text the file names stands in every language. */
function checkFiles(folder: string, { name: title, description, targeting }: Ui): void {
  const [{ module }] = targeting;
  if (!existsSync(path.join(folder, module))) throw new Error(`${folder}: there is no ${module}`);
  for (const locale of ['en.default', 'ja']) {
    const file = path.join(folder, 'locales', `${locale}.json`);
    const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    for (const text of [title, description]) {
      const key = text.replace(/^t:/, '');
      if (key === text || typeof words[key] !== 'string') throw new Error(`${file}: no ${text}`);
    }
  }
}

/** What a UI extension is made of: the file its one target runs. */
export function moduleOf({ folder, toml }: ExtensionFile): string | null {
  const [extension] = toml.extensions;
  return extension.type === 'ui_extension'
    ? path.join(folder, extension.targeting[0].module)
    : null;
}
