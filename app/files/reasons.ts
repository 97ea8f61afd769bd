const SHOWN = 40;

/** A value as a reason quotes it, on one line: long ones are cut. */
export function quoted(value: string): string {
  const start = value.slice(0, 4 * SHOWN).replace(/[\s\p{Cc}]+/gu, ' ');
  const characters = Array.from(start);
  const shown = characters.slice(0, SHOWN).join('');
  const isCut = characters.length > SHOWN || value.length > 4 * SHOWN;
  return isCut ? `"${shown}…"` : `"${shown}"`;
}

/** Why a cell is of no use that should hold a date or an amount. */
export function unreadable(what: 'date' | 'amount', column: string, text: string): string {
  return text === ''
    ? `unreadable ${what}: ${column} is empty`
    : `unreadable ${what} ${quoted(text)}`;
}
