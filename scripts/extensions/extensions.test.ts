import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { EVENT_KINDS } from '#app/domain/fact-sources.ts';
import { FLOW_TRIGGERS } from '#app/domain/flow.ts';
import { TAGGED_MODELS } from '#app/domain/tagging.ts';
import { sayingsOf } from '#app/domain/tags.ts';
import { en } from '#app/i18n/en.ts';
import { ja } from '#app/i18n/ja.ts';
import { tagCondition } from '#app/shopify/operations/segments.ts';
import { aFolder } from '#tests/setup/folder.ts';
import { bundleExtensions } from './bundle.ts';
import { readExtensions } from './extension-toml.ts';

const ROOT = path.resolve(import.meta.dirname, '../../extensions');
const LOCALES = { ja: 'ja.json', en: 'en.default.json' } as const;
const APP = { ja, en };
type Locale = keyof typeof LOCALES;

type Words = Record<string, unknown>;
function wordsOf(extension: string, locale: Locale): Words {
  const file = path.join(ROOT, extension, 'locales', LOCALES[locale]);
  return JSON.parse(readFileSync(file, 'utf8')) as Words;
}

/** Shopify's `translate`, as far as our texts need it. @throws for a text that is not there. */
function translator(words: Words) {
  return (key: string, values: Record<string, unknown> = {}): string => {
    const text = key.split('.').reduce<unknown>((part, name) => (part as Words)[name], words);
    if (typeof text !== 'string') throw new Error(`no text ${key}`);
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  };
}

function keysOf(words: Words, before = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? before + key : keysOf(value as Words, `${before}${key}.`),
  );
}

const flow = (type: string) =>
  readExtensions(ROOT)
    .map(({ toml }) => toml.extensions[0])
    .filter((extension) => extension.type === type);

describe('the extensions', () => {
  it('follow Shopify’s rules and answer to the names that the app uses', () => {
    const handles = readExtensions(ROOT).map(({ handle }) => handle);
    expect(handles.toSorted()).toEqual([
      'customer-block',
      'customer-change-near',
      'customer-segment-changed',
      'flow-lifecycle',
      'recompute-customer',
      'record-event',
      'segment-templates',
    ]);
    expect(
      flow('flow_trigger')
        .map(({ handle, name }) => ({ handle, name }))
        .toSorted((a, b) => (a.handle < b.handle ? 1 : -1)),
    ).toEqual(FLOW_TRIGGERS);
  });

  it('offer every kind of event that can be recorded', () => {
    const text = readFileSync(path.join(ROOT, 'flow-record-event/shopify.extension.toml'), 'utf8');
    expect(/description = "(review, .*)"/.exec(text)?.[1]?.split(', ')).toEqual([...EVENT_KINDS]);
  });

  it.each(['customer-block', 'segment-templates'])(
    'have the words of the app in %s, the same texts in each language',
    (extension) => {
      const [japanese, english] = [wordsOf(extension, 'ja'), wordsOf(extension, 'en')];
      expect(keysOf(japanese)).toEqual(keysOf(english));
      for (const locale of ['ja', 'en'] as const) {
        const translate = translator(wordsOf(extension, locale));
        const app = APP[locale];
        for (const model of TAGGED_MODELS) {
          expect(translate(`model.${model}`)).toBe(app.model[model]);
          for (const [state, { label }] of Object.entries(app.state[model])) {
            expect(translate(`state.${model}.${state}`)).toBe(label);
          }
        }
      }
    },
  );

  it.each([
    ['a handle that is too long', 'handle = "', 'handle = "much-too-long-for-a-flow-handle'],
    ['a key that Flow does not take', 'key = "Model"', 'key = "Model-1"'],
    ['a setting that nobody knows', '[settings]', 'color = "red"\n[settings]'],
    ['a field of no type', 'type = "single_line_text_field"', 'type = "text"'],
  ])('are refused with %s', (_, from, to) => {
    const folder = aFolder();
    cpSync(ROOT, folder, { recursive: true });
    const file = path.join(folder, 'flow-segment-changed/shopify.extension.toml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
    expect(() => readExtensions(folder)).toThrow('flow-segment-changed');
  });

  it('are refused without their module, and with one handle twice', () => {
    const folder = aFolder();
    cpSync(ROOT, folder, { recursive: true });
    const file = path.join(folder, 'customer-block/shopify.extension.toml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('block.tsx', 'gone.tsx'));
    expect(() => readExtensions(folder)).toThrow('there is no ./src/gone.tsx');
    writeFileSync(file, text.replace('"customer-block"', '"segment-templates"'));
    expect(() => readExtensions(folder)).toThrow('segment-templates');
  });
});

describe('the bundles', () => {
  it('are far smaller than Shopify allows', async () => {
    const bundles = await bundleExtensions(ROOT);
    expect(bundles.map(({ handle }) => handle)).toEqual(['customer-block', 'segment-templates']);
    for (const { bytes } of bundles) expect(bytes).toBeLessThan(40 * 1024);
  });

  it.each(['ja', 'en'] as const)(
    'have a template for every state that is written, in %s',
    async (locale) => {
      const bundles = await bundleExtensions(ROOT);
      const code = bundles.find(({ handle }) => handle === 'segment-templates')?.code ?? '';
      const file = path.join(aFolder(), 'templates.mjs');
      writeFileSync(file, code);
      vi.stubGlobal('shopify', {
        i18n: { translate: translator(wordsOf('segment-templates', locale)) },
      });
      const module = (await import(pathToFileURL(file).href)) as {
        default: () => { templates: { title: string; query: string; queryToInsert: string }[] };
      };
      const { templates } = module.default();
      vi.unstubAllGlobals();
      expect(templates.map(({ query }) => query)).toEqual(
        sayingsOf(TAGGED_MODELS).map((says) => tagCondition(`kz-${says}`)),
      );
      expect(templates.every(({ query, queryToInsert }) => query === queryToInsert)).toBe(true);
      expect(new Set(templates.map(({ title }) => title)).size).toBe(templates.length);
    },
  );
});
