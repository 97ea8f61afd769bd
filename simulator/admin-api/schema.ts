import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

export const API_VERSION = '2026-10';

/** By path: the package exports no file of its own. */
const PACKAGE = path.resolve(import.meta.dirname, '../../node_modules/@shopify/dev-mcp');

let loaded: GraphQLSchema | undefined;

/** Shopify's real Admin API schema, as `@shopify/dev-mcp` ships its introspection. */
export function adminSchema(): GraphQLSchema {
  loaded ??= load();
  return loaded;
}

function load(): GraphQLSchema {
  const file = path.join(PACKAGE, 'dist/data', `admin_${API_VERSION}.json.gz`);
  const content = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as {
    data: IntrospectionQuery;
  };
  return buildClientSchema(content.data, { assumeValid: true });
}
