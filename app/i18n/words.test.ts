import { describe, expect, it } from 'vitest';
import { CALENDAR_MODELS } from '../domain/models/index.ts';
import { ABC_CLASSES } from '../domain/relative/abc.ts';
import { LAYERS } from '../domain/relative/layer.ts';
import { RANKS, RFM_SEGMENTS } from '../domain/relative/rfm.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { localeOf } from './locale.ts';
import { wordsIn } from './all-words.ts';

function paths(tree: object, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : paths(value as object, `${prefix}${key}.`),
  );
}

function textAt(tree: object, path: string): string {
  return String(
    path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], tree),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);

describe('the words', () => {
  it('are there in both languages and not empty', () => {
    expect(paths(ja)).toEqual(paths(en));
    for (const path of paths(en)) {
      expect(textAt(en, path), path).not.toBe('');
      expect(textAt(ja, path), path).not.toBe('');
    }
  });

  it('of the states cover every state of every model, and nothing else', () => {
    const models: Record<string, readonly string[]> = {
      ...Object.fromEntries(CALENDAR_MODELS.map(({ key, states }) => [key, states])),
      rank: RANKS,
      layer: LAYERS,
      rfm: RFM_SEGMENTS,
      abc: ABC_CLASSES,
    };
    for (const { state: words, model } of [ja, en]) {
      expect(Object.keys(model).sort()).toEqual(Object.keys(models).sort());
      expect(Object.keys(words).sort()).toEqual(Object.keys(models).sort());
      for (const [key, states] of Object.entries(words)) {
        expect(Object.keys(states).sort()).toEqual([...(models[key] ?? [])].sort());
        for (const state of Object.values(states)) {
          expect(Object.keys(state as object).sort()).toEqual(['label', 'meaning']);
        }
      }
    }
  });

  it('name the same values, but for meanings, which may name fewer', () => {
    for (const path of paths(en).filter((each) => !each.endsWith('.meaning'))) {
      expect(placeholders(textAt(ja, path)).sort(), path).toEqual(
        placeholders(textAt(en, path)).sort(),
      );
    }
  });

  it('use the labels of contracts.md', () => {
    const t = wordsIn('ja').t;
    expect(t('state.cpm.excellent-lapsed.label')).toBe('CPM優良離脱客');
    expect(t('state.lifecycle.at-risk.label')).toBe('休眠予備軍');
    expect(t('state.lifecycle.vip.label')).toBe('VIP継続');
    expect(t('state.rank.excellent.label')).toBe('RFM優良');
    expect(t('state.layer.top-excellent.label')).toBe('最優良');
    expect(t('state.layer.high-ltv-general.label')).toBe('高LTV一般');
  });
});

describe('the language', () => {
  const asked = (query: string, accept = '') =>
    localeOf(new Request(`http://app/${query}`, { headers: { 'accept-language': accept } }));

  it.each([
    ['?locale=ja', 'en', 'ja'],
    ['?locale=ja-JP', '', 'ja'],
    ['?locale=en-GB', 'ja', 'en'],
    ['?locale=fr', 'fr, ja;q=0.8', 'ja'],
    ['', 'ja-JP,ja;q=0.9,en;q=0.8', 'ja'],
    ['', '', 'en'],
  ])('of %s with %s is %s', (query, accept, locale) => {
    expect(asked(query, accept)).toBe(locale);
  });
});
