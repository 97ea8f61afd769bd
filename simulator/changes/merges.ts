import type { Customer, Merge } from '../records.ts';
import { addTags } from '../tags.ts';
import type { World } from '../world.ts';
import { customerOf } from './customers.ts';
import type { MergeInput } from './inputs/customers.ts';
import { Refusal } from './refusal.ts';

/**
 * Merges two customers, the tags becoming the union; or tells of a merge that failed.
 *
 * @returns the customer that is kept
 * @throws Refusal
 */
export function mergeCustomers(world: World, { keep, remove, fail }: MergeInput): Customer {
  const kept = customerOf(world, keep);
  const removed = customerOf(world, remove);
  if (keep === remove) throw new Refusal(422, 'a customer is not merged with itself');
  const union = addTags(kept.tags, removed.tags);
  if ('error' in union) throw new Refusal(422, 'Customers must have 250 tags or less.');
  const merge: Merge = {
    keptId: keep,
    deletedId: remove,
    jobId: `gid://shopify/Job/${world.freshNumber()}`,
    status: 'completed',
    errors: [],
  };
  if (fail === undefined) return world.mergeCustomers({ ...kept, tags: union.tags }, merge);
  const errors = [{ customerIds: [remove], field: 'merge_in_progress', message: fail }];
  world.tell({ topics: ['customers/merge'], merge: { ...merge, status: 'failed', errors } });
  return kept;
}
