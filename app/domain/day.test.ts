import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
