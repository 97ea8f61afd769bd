import { ApiVersion } from '@shopify/shopify-api';

/** The Admin API version every call, document and webhook is written for. */
export const API_VERSION = ApiVersion.October26;
