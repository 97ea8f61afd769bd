/**
 * Fetches a file of the app and saves it: a plain link would carry no session token.
 *
 * @returns whether it was there.
 */
export async function saveFile(url: string, name: string): Promise<boolean> {
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) return false;
  save(await response.blob(), name);
  return true;
}

/** Saves a text as a file that a spreadsheet opens. */
export function saveText(text: string, name: string): void {
  save(new Blob([text], { type: 'text/csv;charset=utf-8' }), name);
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
