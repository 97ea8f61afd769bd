/**
 * Fetches a file of the app and saves it: a plain link would carry no session token.
 *
 * @returns whether it was there.
 */
export async function saveFile(url: string, name: string): Promise<boolean> {
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) return false;
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
  return true;
}
