const SHOWN = 40;

/** A value as a reason quotes it: long ones are cut. */
export function quoted(value: string): string {
  const characters = Array.from(value.slice(0, 2 * SHOWN + 2));
  return characters.length > SHOWN
    ? `"${characters.slice(0, SHOWN).join('')}…"`
    : `"${characters.join('')}"`;
}

/** Why a cell is of no use that should hold a date or an amount. */
export function unreadable(what: 'date' | 'amount', column: string, text: string): string {
  return text === ''
    ? `unreadable ${what}: ${column} is empty`
    : `unreadable ${what} ${quoted(text)}`;
}
