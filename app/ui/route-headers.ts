import type { HeadersFunction } from '@remix-run/node';

/** Lets a refused session token's headers through: App Bridge then sends the request again with a new one. */
export const routeHeaders: HeadersFunction = ({
  parentHeaders,
  loaderHeaders,
  actionHeaders,
  errorHeaders,
}) => errorHeaders ?? new Headers([...parentHeaders, ...loaderHeaders, ...actionHeaders]);
