const SPECIAL = /["\\]/;

/** A list of numbers as PostgreSQL writes an array. */
export function numbersText(values: readonly (number | bigint)[]): string {
  return `{${values.join()}}`;
}

/** A list of texts as PostgreSQL writes an array. */
export function textsText(values: readonly string[]): string {
  return `{${values.map(quoted).join()}}`;
}

function quoted(value: string): string {
  if (!SPECIAL.test(value)) return `"${value}"`;
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Column values on their way to PostgreSQL: one array per column, which `unnest` turns into rows. */
export function columnText(values: readonly (string | number | bigint | boolean | null)[]): string {
  const parts = values.map((value) =>
    typeof value === 'string' ? quoted(value) : value === null ? 'NULL' : String(value),
  );
  return `{${parts.join()}}`;
}

/** Text, since the driver would write a Date in the machine's own zone, and slowly. */
export function instantText(instant: number): string {
  return new Date(instant).toISOString();
}
