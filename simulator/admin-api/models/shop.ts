import { field, plain, type ModelledType } from '../modelled.ts';

/** The shop, the app in it, and what every list has. */
export const SHOP_MODELS: Record<string, ModelledType> = {
  Shop: plain('id', 'name', 'myshopifyDomain', 'ianaTimezone', 'currencyCode'),
  AppInstallation: {
    accessScopes: field([], (_, __, { access }) => access.scopes.map((handle) => ({ handle }))),
  },
  AccessScope: plain('handle'),
  MoneyBag: plain('shopMoney'),
  MoneyV2: plain('amount', 'currencyCode'),
  UserError: plain('field', 'message'),
  PageInfo: plain('hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'),
};
