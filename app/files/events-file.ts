import type { Day } from '../domain/day.ts';
import { CONTRACT_STATES, RELATIONSHIP_KINDS, type CustomerEvent } from '../domain/history.ts';
import type { BadRows } from './bad-file.ts';
import { cellAt, type Header } from './header.ts';
import { momentReader, type Moment } from './moment.ts';
import { quoted, unreadable } from './reasons.ts';
import type { TakeRecord } from './records.ts';
import type { FileSource } from './source.ts';
import { readGoodRows, readTable, type LenientTable } from './table.ts';

/** A row of a file of events. */
export interface EventRow {
  customerId: string;
  kind: CustomerEvent['kind'];
  /** Epoch milliseconds. */
  at: number;
  /** The day of `at` on the shop's calendar. */
  day: Day;
}

interface EventContext {
  moment: (text: string) => Moment | null;
  /** Answers why an event is of no use; null when it is good. */
  take: (event: EventRow) => string | null;
}

const HEADER = 'customer_id,kind,at';

const KINDS: ReadonlySet<string> = new Set([
  ...RELATIONSHIP_KINDS,
  ...CONTRACT_STATES.map((state) => `contract:${state}`),
]);

/**
 * Streams the rows of a file `customer_id,kind,at` to `take`, in the file's order.
 *
 * @throws BadFile at the end when any row is bad, at once when the header or the encoding is.
 * @throws RangeError for a zone that is none.
 */
export async function readEventsFile(
  source: FileSource,
  timezone: string,
  take: (event: EventRow) => void,
): Promise<void> {
  const moment = momentReader(timezone);
  const takeAny = (event: EventRow) => {
    take(event);
    return null;
  };
  await readTable(source, HEADER, (header, bad) =>
    eventRows(header, bad, { moment, take: takeAny }),
  );
}

/**
 * As `readEventsFile`, but bad rows are told and left out.
 *
 * @param take answers why an event is of no use: its row is bad then; null when it is good.
 * @throws BadFile for a bad header or encoding.
 */
export function readGoodEvents(
  source: FileSource,
  timezone: string,
  take: (event: EventRow) => string | null,
): Promise<LenientTable> {
  const moment = momentReader(timezone);
  return readGoodRows(source, HEADER, (header, bad) => eventRows(header, bad, { moment, take }));
}

function eventRows(header: Header, bad: BadRows, { moment, take }: EventContext): TakeRecord {
  const columns = {
    customerId: header.need('customer_id'),
    kind: header.need('kind'),
    at: header.need('at'),
  };
  return (cells, line) => {
    const customerId = cellAt(cells, columns.customerId);
    const kind = cellAt(cells, columns.kind);
    const text = cellAt(cells, columns.at);
    const happened = moment(text);
    if (!isKind(kind)) bad.add(line, `unknown event kind ${quoted(kind)}`);
    if (!happened) bad.add(line, unreadable('date', 'at', text));
    if (!happened || !isKind(kind) || bad.includes(line)) return;
    const objection = take({ customerId, kind, at: happened.instant(), day: happened.day });
    if (objection !== null) bad.add(line, objection);
  };
}

function isKind(text: string): text is CustomerEvent['kind'] {
  return KINDS.has(text);
}
