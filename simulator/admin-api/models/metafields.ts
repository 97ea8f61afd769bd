import { GraphQLError } from 'graphql';
import type { Metafield } from '../../records.ts';
import { field, plain, type ModelledField, type ModelledType } from '../modelled.ts';

/** One fact kept with a record, by its name; null when it was never said. */
export function metafieldField<Source extends { metafields?: Metafield[] }>(): ModelledField {
  return field<Source, { namespace?: string | null; key: string }>(
    ['namespace', 'key'],
    ({ metafields = [] }, { namespace, key }) => {
      if (namespace == null)
        throw new GraphQLError(
          "The simulator does not model metafields of the app's own namespace",
        );
      return metafields.find((one) => one.namespace === namespace && one.key === key) ?? null;
    },
  );
}

export const METAFIELD_MODELS: Record<string, ModelledType> = {
  Metafield: plain('id', 'namespace', 'key', 'type', 'value', 'createdAt', 'updatedAt'),
};
