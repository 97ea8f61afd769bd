import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf, shiftJis } from '#tests/factories/files.ts';
import { BadRows } from './bad-file.ts';
import { readRecords } from './records.ts';

/** `line: cells` of every record, then the bad rows. */
async function recordsOf(content: string | Uint8Array, chunkBytes?: number): Promise<string[]> {
  const bad = new BadRows();
  const seen: string[] = [];
  await readRecords(fileOf(content, chunkBytes), bad, (cells, line) => {
    seen.push(`${line}: ${cells.join('|')}`);
  });
  try {
    bad.refuse('it');
  } catch (error) {
    seen.push((error as { rows: { line: number; reason: string }[] }).rows.map(said).join());
  }
  return seen;
}

const said = ({ line, reason }: { line: number; reason: string }) => `${line} ${reason}`;

describe.each([1, 2, 7, 65_536])('readRecords in chunks of %i', (chunk) => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('counts physical lines ended by %s', async (_, end) => {
    const text = ['a,b', '', '1,2', '  ', '', `3,"x${end}y${end}${end}z"`, '4,5', ''].join(end);
    expect(await recordsOf(text, chunk)).toEqual([
      '1: a|b',
      '3: 1|2',
      `6: 3|x${end}y${end}${end}z`,
      '10: 4|5',
    ]);
  });

  it('takes line ends of every kind in one file', async () => {
    const text = 'a,b\r\n1,2\n3,"x\r\ny\rz"\r4,5\r\n\n6,7';
    expect(await recordsOf(text, chunk)).toEqual([
      '1: a|b',
      '2: 1|2',
      '3: 3|x\r\ny\rz',
      '6: 4|5',
      '8: 6|7',
    ]);
  });

  it('drops the byte order mark, before a quote too', async () => {
    expect(await recordsOf('\ufeff"a",b\n1,2', chunk)).toEqual(['1: a|b', '2: 1|2']);
    expect(await recordsOf('\ufeff', chunk)).toEqual([]);
    expect(await recordsOf('', chunk)).toEqual([]);
    expect(await recordsOf('\n\r\n \n', chunk)).toEqual([]);
  });

  it('takes quotes inside cells as people write them', async () => {
    expect(await recordsOf('5" pipe,"say ""ah""",""\n"",x', chunk)).toEqual([
      '1: 5" pipe|say "ah"|',
      '2: |x',
    ]);
  });

  it('keeps what came before a quote that is never closed, and names the line', async () => {
    expect(await recordsOf('a,b\n"1\n1",2\n3,"open\n4,5\n', chunk)).toEqual([
      '1: a|b',
      '2: 1\n1|2',
      '4 a quote opens in this row and is never closed',
    ]);
  });

  it('reads Shift_JIS, characters with 0x5C in them too', async () => {
    const text = 'name,品名\nソ,"表,能\\"\n①髙,～\n';
    expect(await recordsOf(shiftJis(text), chunk)).toEqual([
      '1: name|品名',
      '2: ソ|表,能\\',
      '3: ①髙|～',
    ]);
    expect(shiftJis('表ソ能')).toEqual(Uint8Array.of(0x95, 0x5c, 0x83, 0x5c, 0x94, 0x5c));
  });

  it('reads UTF-8 across the borders of chunks', async () => {
    expect(await recordsOf('名,😀\n表,é\n', chunk)).toEqual(['1: 名|😀', '2: 表|é']);
  });
});

describe('readRecords', () => {
  it('gives up a quote that swallows the file, keeping the rows before it', async () => {
    const text = `a,b\n1,2\n3,"${'4,5\n'.repeat(400_000)}`;
    const expected = [
      '1: a|b',
      '2: 1|2',
      '3 the row is longer than 1000000 characters: is a quote not closed?',
    ];
    expect(await recordsOf(text)).toEqual(expected);
    expect(await recordsOf(text, 10_000_000)).toEqual(expected);
  });

  it.each([
    ['UTF-16, little end first', [0xff, 0xfe, 0x61, 0x00], 'is UTF-16'],
    ['UTF-16, big end first', [0xfe, 0xff, 0x00, 0x61], 'is UTF-16'],
    ['an Excel workbook', [0x50, 0x4b, 0x03, 0x04], 'is an Excel workbook or an archive'],
    ['no text', [0x61, 0xff, 0x2c], 'is neither UTF-8 nor Shift_JIS'],
    ['half a character', [0x61, 0xe3], 'is neither UTF-8 nor Shift_JIS'],
  ])('refuses %s with the remedy', async (_, bytes, fault) => {
    await expect(recordsOf(Uint8Array.from(bytes), 1)).rejects.toMatchObject({
      name: 'BadFile',
      message: `orders.csv ${fault}: save it as CSV UTF-8`,
    });
  });

  it('says how far it is', async () => {
    const progress: number[] = [];
    const nothing = () => undefined;
    await readRecords(fileOf('a,b\n1,2\n', 5), new BadRows(), nothing, (n) => progress.push(n));
    expect(progress).toEqual([5, 8]);
  });

  it('passes on what the source or the taker throws', async () => {
    const broken = { ...fileOf(''), open: () => brokenOff() };
    await expect(readRecords(broken, new BadRows(), () => undefined)).rejects.toThrow('gone');
    const taken = readRecords(fileOf('a\nb'), new BadRows(), () => {
      throw new Error('full');
    });
    await expect(taken).rejects.toThrow('full');
  });

  it('reads back every table, however it is cut', async () => {
    const cell = fc.string({
      unit: fc.constantFrom(...Array.from('a1,"\n\r 表ソé😀')),
      maxLength: 6,
    });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    await fc.assert(
      fc.asyncProperty(table, ends, fc.integer({ min: 1, max: 40 }), async (rows, end, chunk) => {
        const text = stringify(rows, { record_delimiter: end, quoted: true });
        const read: string[][] = [];
        const lines: number[] = [];
        await readRecords(fileOf(text, chunk), new BadRows(), (cells, line) => {
          read.push([...cells]);
          lines.push(line);
        });
        expect(read).toEqual(rows);
        expect(lines).toEqual(linesOf(rows));
      }),
    );
  });
});

/** Where each row begins when every cell's line ends are counted. */
function linesOf(rows: readonly string[][]): number[] {
  let next = 1;
  return rows.map((cells) => {
    const line = next;
    next += 1 + cells.flatMap((cell) => [...cell.matchAll(/\r\n|\r|\n/g)]).length;
    return line;
  });
}

// eslint-disable-next-line @typescript-eslint/require-await -- a source that breaks off
async function* brokenOff(): AsyncGenerator<Uint8Array> {
  throw new Error('gone');
}
