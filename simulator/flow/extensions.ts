import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';

/** What the simulator understands of an extension for Flow; others are left alone. */
const Extension = z.looseObject({
  extensions: z.tuple([
    z.looseObject({
      type: z.string(),
      name: z.string(),
      handle: z.string(),
      runtime_url: z.string().optional(),
      url: z.string().optional(),
    }),
  ]),
  settings: z
    .looseObject({
      fields: z.array(
        z.looseObject({
          type: z.string(),
          key: z.string().optional(),
          required: z.boolean().default(false),
        }),
      ),
    })
    .optional(),
});

/** A field of a trigger or an action, under the key that its payload has. */
export interface FlowField {
  key: string;
  required: boolean;
}

/** A trigger or an action of the app. */
export interface FlowTask {
  kind: 'trigger' | 'action';
  handle: string;
  name: string;
  /** Where an action is run; null for a trigger. */
  path: string | null;
  fields: FlowField[];
}

/** What the app brings into Flow. */
export interface FlowExtensions {
  tasks: FlowTask[];
  /** Where the app hears which triggers are waited for; null when it does not care. */
  lifecyclePath: string | null;
}

const KINDS: Readonly<Record<string, FlowTask['kind']>> = {
  flow_trigger: 'trigger',
  flow_action: 'action',
};

/** The extensions for Flow in a folder of extensions. */
export function readFlowExtensions(folder: string): FlowExtensions {
  const files = globSync('*/shopify.extension.toml', { cwd: folder }).sort();
  const read = files.map((file) =>
    Extension.parse(parse(readFileSync(path.join(folder, file), 'utf8'))),
  );
  const callback = read.find(
    ({ extensions }) => extensions[0].type === 'flow_trigger_lifecycle_callback',
  );
  return {
    lifecyclePath: callback?.extensions[0].url ?? null,
    tasks: read.flatMap(({ extensions: [{ type, handle, name, runtime_url }], settings }) => {
      const kind = KINDS[type];
      if (!kind) return [];
      const fields = (settings?.fields ?? []).map(({ type: of, key, required }) => ({
        key: of === 'customer_reference' ? 'customer_id' : (key ?? ''),
        required,
      }));
      return { kind, handle, name, path: runtime_url ?? null, fields };
    }),
  };
}
