import { describe, expect, it } from 'vitest';
import { wordsIn } from '../../i18n/all-words.ts';
import { firstWords, nextStepWords } from './next-step-words.ts';

const { t } = wordsIn('ja');

describe('the words of a next step', () => {
  const own = { name: '味の相談役', sentence: 'お声をお聞かせください。' };

  it('are the merchant’s own where there are some', () => {
    expect(nextStepWords({ roles: { 'co-creation': own } }, 'co-creation', t)).toEqual(own);
  });

  it('are those of the app for every other step', () => {
    const words = nextStepWords({ roles: { 'co-creation': own } }, 'spreading', t);
    expect(words).toEqual(firstWords('spreading', t));
    expect(words.name).toBe('お店の語り部');
  });
});
