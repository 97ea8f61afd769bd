import { describe, expect, it } from 'vitest';
import { SHOWN_MODELS } from '../presenters/states.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { localeOf } from './locale.ts';
import { wordsIn } from './words.ts';

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
    for (const { key, states } of Object.values(SHOWN_MODELS)) {
      for (const words of [ja, en]) {
        expect(Object.keys(words.state[key]).sort()).toEqual([...states].sort());
        for (const state of Object.values(words.state[key])) {
          expect(Object.keys(state).sort()).toEqual(['label', 'meaning']);
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
