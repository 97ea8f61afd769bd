/**
 * Fetches a file of the app and saves it: a plain link would carry no session token.
 *
 * @returns whether it was there.
 */
export async function saveFile(url: string, name: string, init?: RequestInit): Promise<boolean> {
  const response = await fetch(url, init).catch(() => null);
  if (!response?.ok) return false;
  saveBlob(await response.blob(), name);
  return true;
}

/** Saves a text as a file that a spreadsheet opens. */
export function saveText(text: string, name: string): void {
  saveBlob(new Blob([text], { type: 'text/csv;charset=utf-8' }), name);
}

/** Saves what there is. */
export function saveBlob(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
