import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it, vi } from 'vitest';
import { addDays, calendarOf, dayOf, isoOf } from './day.ts';

const ZONES = [
  'Asia/Tokyo',
  'UTC',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Pacific/Kiritimati',
];

describe('calendar', () => {
  it.each([
    ['Asia/Tokyo', '2026-01-31T14:59:59Z', '2026-01-31'],
    ['Asia/Tokyo', '2026-01-31T15:00:00Z', '2026-02-01'],
    ['America/New_York', '2026-03-08T04:59:59Z', '2026-03-07'],
    ['America/New_York', '2026-03-09T03:59:59Z', '2026-03-08'],
    ['America/New_York', '2026-03-09T04:00:00Z', '2026-03-09'],
    ['Europe/London', '2026-10-25T23:59:59Z', '2026-10-25'],
    ['America/St_Johns', '2010-11-07T02:30:59Z', '2010-11-07'],
    ['America/St_Johns', '2010-11-07T02:35:00Z', '2010-11-06'],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
  ])('in %s, %s is %s', (zone, instant, day) => {
    expect(isoOf(calendarOf(zone)(Date.parse(instant)))).toBe(day);
  });

  it.each([
    ['Asia/Tokyo', '2026-06-30T15:00:00Z', '2026-06-30', '2026-07-01'],
    ['America/Sao_Paulo', '2018-02-18T03:00:00Z', '2018-02-17', '2018-02-18'],
    ['America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-03', '2018-11-04'],
    ['Asia/Beirut', '2026-03-28T22:00:00Z', '2026-03-28', '2026-03-29'],
    ['Atlantic/Azores', '2026-03-29T00:00:00Z', '2026-03-28', '2026-03-28'],
    ['Asia/Kathmandu', '2026-01-01T18:15:00Z', '2026-01-01', '2026-01-02'],
    ['Australia/Lord_Howe', '2026-04-04T13:00:00Z', '2026-04-04', '2026-04-05'],
  ])('in %s, %s begins a day also where midnight is not there or there twice', (...vector) => {
    const [zone, instant, before, from] = vector;
    const dayIn = calendarOf(zone);
    const at = Date.parse(instant);
    expect([at - 1, at, at + 1].map((each) => isoOf(dayIn(each)))).toEqual([before, from, from]);
  });

  it('reads the day off the offset that an instant begins with, whatever it was asked before', () => {
    // At midnight between 17 and 18 February 2018 São Paulo put its clocks back to 23:00.
    const back = Date.parse('2018-02-18T02:00:00Z');
    const dayIn = calendarOf('America/Sao_Paulo');
    const asked = [back - 1, back, back + 3_600_000 - 1, back + 3_600_000, back, back - 1];
    expect(asked.map((each) => isoOf(dayIn(each)))).toEqual([
      '2018-02-17',
      '2018-02-17',
      '2018-02-17',
      '2018-02-18',
      '2018-02-17',
      '2018-02-17',
    ]);
  });

  it('asks the zone database once for each stretch of one offset', () => {
    const asked = vi.spyOn(Temporal.Instant, 'fromEpochMilliseconds');
    const dayIn = calendarOf('America/New_York');
    asked.mockClear();
    for (const month of ['01', '02', '03', '06', '07', '08', '02', '07']) {
      dayIn(Date.parse(`2026-${month}-01T12:00:00Z`));
    }
    expect(asked).toHaveBeenCalledTimes(2);
    for (const zone of ['Asia/Tokyo', 'UTC']) {
      const unchanged = calendarOf(zone);
      asked.mockClear();
      for (const year of [1960, 1990, 2026, 2050]) unchanged(Date.parse(`${year}-01-01`));
      expect(asked).not.toHaveBeenCalled();
    }
    asked.mockRestore();
  });

  it('agrees with Intl in every zone, daylight saving included', () => {
    const instants = fc.integer({ min: Date.parse('2005-01-01'), max: Date.parse('2037-12-31') });
    for (const zone of ZONES) {
      const dayIn = calendarOf(zone);
      const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
      fc.assert(
        fc.property(instants, (instant) => {
          expect(isoOf(dayIn(instant))).toBe(format.format(instant));
        }),
      );
    }
  });

  it('refuses a zone that is none, at once', () => {
    expect(() => calendarOf('Asia/Edo')).toThrow(RangeError);
  });
});

describe('day', () => {
  it('reads and writes ISO dates and counts across months and leap days', () => {
    expect(isoOf(dayOf('1970-01-01'))).toBe('1970-01-01');
    expect(dayOf('2024-03-01') - dayOf('2024-02-28')).toBe(2);
    expect(isoOf(addDays(dayOf('2023-12-31'), 1))).toBe('2024-01-01');
    expect(() => dayOf('2026-02-30')).toThrow(RangeError);
  });
});
