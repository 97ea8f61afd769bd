import type { CustomerId } from '../domain/ids.ts';
import { cellAt } from './header.ts';
import { quoted } from './reasons.ts';
import { readShopifyId } from './shopify-ids.ts';
import type { FileSource } from './source.ts';
import { readGoodRows, type LenientTable } from './table.ts';

/** Whose e-mail addresses are, as Shopify's export of customers says; addresses trimmed and lower case. */
export interface ExportedCustomers extends LenientTable {
  byEmail: Map<string, CustomerId>;
}

const COLUMNS = ['Customer ID', 'Email'] as const;

/** Reads Shopify's export of customers. @throws BadFile for a bad header or encoding. */
export async function readExportedCustomers(source: FileSource): Promise<ExportedCustomers> {
  const byEmail = new Map<string, CustomerId>();
  const table = await readGoodRows(source, COLUMNS.join(','), (header, bad) => {
    const at = { id: header.need(COLUMNS[0]), email: header.need(COLUMNS[1]) };
    return (cells, line) => {
      const text = cellAt(cells, at.id);
      const id = readShopifyId(text, 'Customer');
      if (id === null) {
        bad.add(line, `Customer ID ${quoted(text)} is no number of a Shopify customer`);
      }
      const email = cellAt(cells, at.email).toLowerCase();
      if (id === null || email === '' || bad.includes(line)) return;
      const other = byEmail.get(email);
      if (other !== undefined && other !== id) {
        bad.add(line, `customer ${id} has the same Email as customer ${other}`);
      } else {
        byEmail.set(email, id as CustomerId);
      }
    };
  });
  return { ...table, byEmail };
}
