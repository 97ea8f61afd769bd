import {
  execute,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
} from 'graphql';
import type { ApiContext } from './context.ts';
import { readField } from './models/index.ts';
import { runtimeTypeOf } from './runtime-type.ts';
import { adminSchema } from './schema.ts';

/** Carries a valid document out on the store. */
export async function perform(
  document: DocumentNode,
  variables: Record<string, unknown>,
  context: ApiContext,
): Promise<ExecutionResult> {
  return execute({
    schema: adminSchema(),
    document,
    variableValues: variables,
    contextValue: context,
    fieldResolver: resolveField,
    typeResolver: (value) => runtimeTypeOf(value)?.name,
  });
}

/** Only arguments that stand in the document count: the schema's defaults are nobody's wish. */
const resolveField: GraphQLFieldResolver<unknown, ApiContext> = (source, args, context, info) => {
  const written = new Set(info.fieldNodes[0]?.arguments?.map(({ name }) => name.value));
  const given = Object.entries(args as Record<string, unknown>).filter(([name]) =>
    written.has(name),
  );
  return readField(
    info.parentType.name,
    info.fieldName,
    source,
    Object.fromEntries(given),
    context,
  );
};
