import { describe, expect, it } from 'vitest';
import { regionName } from './prefectures.ts';

describe('a region', () => {
  it.each([
    ['ja', 'JP', 'JP-13', '東京都'],
    ['en', 'JP', 'JP-01', 'Hokkaido'],
    ['ja', 'JP', 'JP-47', '沖縄県'],
    ['en', 'US', 'US-CA', 'United States · US-CA'],
    ['ja', 'US', null, 'アメリカ合衆国'],
    ['ja', null, null, null],
  ])('in %s of %s %s is %s', (language, country, region, name) => {
    expect(regionName(language, country, region)).toBe(name);
  });
});
