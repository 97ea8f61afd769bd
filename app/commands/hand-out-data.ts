import type { Shop } from '../store/database.ts';
import {
  noteHandedOut,
  personalDataOf,
  readDataRequest,
  type PersonalData,
} from '../store/data-requests.ts';

/** What the merchant passes on to a customer who asked; ids are text, since they may exceed 2^53. */
export interface HandedOut extends PersonalData {
  dataRequest: string;
  customer: string;
  requestedAt: string;
}

/**
 * Collects what is kept of a customer who asked, and records that it was handed out.
 *
 * @returns null when there is no such question.
 */
export async function handOutData(
  shop: Shop,
  requestId: bigint,
  now: Date,
): Promise<HandedOut | null> {
  const request = await readDataRequest(shop, requestId);
  if (!request) return null;
  const data = await personalDataOf(shop, request);
  await noteHandedOut(shop, requestId, now);
  return plain({
    dataRequest: request.id,
    customer: request.customerId,
    requestedAt: request.requestedAt,
    ...data,
  });
}

function plain(value: object): HandedOut {
  const text = JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? String(part) : part,
  );
  return JSON.parse(text) as HandedOut;
}
