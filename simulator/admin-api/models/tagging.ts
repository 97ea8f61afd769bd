import { addTags, removeTags, type TagResult } from '../../tags.ts';
import { field, plain, type ModelledField, type ModelledType } from '../modelled.ts';
import { requireGid } from '../nodes.ts';

const tagField = (change: (present: string[], given: string[]) => TagResult): ModelledField =>
  field<unknown, { id: string; tags: string[] }>(['id', 'tags'], (_, { id, tags }, { world }) => {
    requireGid(id, 'Customer');
    const customer = world.customers.get(id);
    if (!customer) return refused('id', 'Customer does not exist');
    const result = change(customer.tags, tags);
    if ('error' in result) return refused('tags', result.error);
    if (result.tags.join() !== customer.tags.join())
      world.saveCustomer({ ...customer, tags: result.tags });
    return { node: world.customers.get(id), userErrors: [] };
  });

function refused(path: string, message: string) {
  return { node: null, userErrors: [{ field: [path], message }] };
}

export const TAG_MUTATIONS: ModelledType = {
  tagsAdd: tagField(addTags),
  tagsRemove: tagField(removeTags),
};

export const TAG_MODELS: Record<string, ModelledType> = {
  TagsAddPayload: plain('node', 'userErrors'),
  TagsRemovePayload: plain('node', 'userErrors'),
};
