import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { isoOf } from '../domain/day.ts';
import { momentReader } from './moment.ts';

const ZONES = [
  'Asia/Tokyo',
  'UTC',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Africa/Cairo',
];
const tokyo = momentReader('Asia/Tokyo');

function said(text: string, timezone = 'Asia/Tokyo'): string | null {
  const moment = momentReader(timezone)(text);
  return moment && `${isoOf(moment.day)} ${new Date(moment.instant()).toISOString()}`;
}

describe('momentReader', () => {
  it.each([
    ['2024-01-05', '2024-01-05 2024-01-04T15:00:00.000Z'],
    ['2024/01/05', '2024-01-05 2024-01-04T15:00:00.000Z'],
    ['2024/1/5', '2024-01-05 2024-01-04T15:00:00.000Z'],
    [' 2024/1/5 9:03 ', '2024-01-05 2024-01-05T00:03:00.000Z'],
    ['2024/1/5   9:03:07', '2024-01-05 2024-01-05T00:03:07.000Z'],
    ['2024-01-05T09:03:07.5', '2024-01-05 2024-01-05T00:03:07.500Z'],
    ['2024-01-05T09:03:07.123999', '2024-01-05 2024-01-05T00:03:07.123Z'],
    ['2024-01-05 23:59:59', '2024-01-05 2024-01-05T14:59:59.000Z'],
    ['2024-02-29', '2024-02-29 2024-02-28T15:00:00.000Z'],
    ['2024-01-05T14:59:59Z', '2024-01-05 2024-01-05T14:59:59.000Z'],
    ['2024-01-05T15:00:00Z', '2024-01-06 2024-01-05T15:00:00.000Z'],
    ['2024-01-05 15:00 UTC', '2024-01-06 2024-01-05T15:00:00.000Z'],
    ['2024-01-05 09:03:00 +0900', '2024-01-05 2024-01-05T00:03:00.000Z'],
    ['2024-01-05 09:03:00+09:00', '2024-01-05 2024-01-05T00:03:00.000Z'],
    ['2024-01-05 09:03+09', '2024-01-05 2024-01-05T00:03:00.000Z'],
    ['2024-01-05T10:00:00-0500', '2024-01-06 2024-01-05T15:00:00.000Z'],
    ['2024-01-01 00:30 +0545', '2024-01-01 2023-12-31T18:45:00.000Z'],
  ])('reads %j in Tokyo', (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  it.each(
    ['', 'text', '2024-02-30', '2023-02-29', '2024-13-01', '2024-00-10', '2024-04-31'].concat(
      ['2024-01-00', '2024-01-05 24:61', '2024-01-05 24:00', '2024-01-05 12:60', '24/1/5'],
      ['2024-01-05 12:00:60', '2024-01/05', '20240105', '2024-01-05 12', '0000-00-00'],
      ['2024-01-05Z', '2024-01-05 12:00 +25', '2024-01-05 12:00 +09:', '2024-01-05 12:00 JST'],
      ['2024-01-05 12:00 +0960', '2024-01-05 12:00 PM', '2024-01-05T', '0024-01-05', '45296'],
      ['2024-01-05 1a:00:00', '2024-01-0x 10:00:00', '2024-02-30 10:00:00'].concat([
        '2024-01-05 10:00:00 +2500',
        '2024-01-05 10:00:60',
        '0999-01-05 10:00:00',
      ]),
      ['2024年1月5日', '1/5/2024', '2024-1-5-6', 'x2024-01-05'],
    ),
  )('does not read %j', (text) => {
    expect(tokyo(text)).toBeNull();
  });

  it.each([
    ['America/New_York', '2024-03-10 02:30', '2024-03-10 2024-03-10T07:30:00.000Z'],
    ['America/New_York', '2024-03-10 01:59', '2024-03-10 2024-03-10T06:59:00.000Z'],
    ['America/New_York', '2024-11-03 01:30', '2024-11-03 2024-11-03T05:30:00.000Z'],
    ['America/New_York', '2024-11-03 23:30', '2024-11-03 2024-11-04T04:30:00.000Z'],
    ['America/New_York', '2024-03-10T04:59:59Z', '2024-03-09 2024-03-10T04:59:59.000Z'],
    ['America/New_York', '2024-03-11T03:59:59Z', '2024-03-10 2024-03-11T03:59:59.000Z'],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04 2018-11-04T03:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-31 2011-12-30T10:00:00.000Z'],
  ])('in %s, %s is %s', (zone, text, expected) => {
    expect(said(text, zone)).toBe(expected);
  });

  it('refuses a zone that is none, at once', () => {
    expect(() => momentReader('Asia/Edo')).toThrow(RangeError);
  });
});

describe('momentReader and Temporal agree', () => {
  const zones = fc.constantFrom(...ZONES);
  const readers = new Map(ZONES.map((zone) => [zone, momentReader(zone)]));
  const instants = fc.integer({
    min: Date.parse('2005-01-01T00:00:00Z'),
    max: Date.parse('2037-12-31T00:00:00Z'),
  });

  it('on shop time', () => {
    fc.assert(
      fc.property(zones, instants, (zone, instant) => {
        const shown = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('UTC');
        const wall = shown.toPlainDateTime();
        const text = wall.toString({ smallestUnit: instant % 2 ? 'millisecond' : 'second' });
        const moment = readers.get(zone)!(text)!;
        expect(isoOf(moment.day)).toBe(wall.toPlainDate().toString());
        expect(moment.instant()).toBe(
          Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('around the hours at which clocks change', () => {
    fc.assert(
      fc.property(zones, instants, fc.integer({ min: -180, max: 180 }), (zone, from, minutes) => {
        const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
        const change = start.getTimeZoneTransition('next') ?? start;
        const wall = change.toPlainDateTime().add({ minutes });
        const moment = readers.get(zone)!(wall.toString())!;
        expect(moment.instant()).toBe(wall.toZonedDateTime(zone).epochMilliseconds);
      }),
      { numRuns: 1000 },
    );
  });

  it('on offsets', () => {
    const offsets = fc.integer({ min: -14 * 60, max: 14 * 60 });
    fc.assert(
      fc.property(zones, instants, offsets, (zone, instant, minutes) => {
        const sign = minutes < 0 ? '-' : '+';
        const [hour, minute] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
        const offset = `${sign}${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(offset);
        const moment = readers.get(zone)!(there.toString({ timeZoneName: 'never' }))!;
        expect(moment.instant()).toBe(instant);
        expect(isoOf(moment.day)).toBe(there.withTimeZone(zone).toPlainDate().toString());
      }),
      { numRuns: 1000 },
    );
  });
});
