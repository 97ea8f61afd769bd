import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { changeTags, deleteCustomer, putCustomer } from '../changes/customers.ts';
import { editOrder } from '../changes/edits.ts';
import { CustomerInput, MergeInput, TagsInput } from '../changes/inputs/customers.ts';
import { MetafieldInput } from '../changes/inputs/metafields.ts';
import { EditInput, OrderInput, RefundInput } from '../changes/inputs/orders.ts';
import { ProductInput } from '../changes/inputs/products.ts';
import { setMetafield } from '../changes/metafields.ts';
import { mergeCustomers } from '../changes/merges.ts';
import { deleteOrder, putOrder } from '../changes/orders.ts';
import { deleteProduct, putProduct } from '../changes/products.ts';
import { cancelOrder, refundOrder } from '../changes/refunds.ts';
import { json, readBody, type Route, type Routes } from '../http.ts';
import type { World } from '../world.ts';

/** What a merchant or a buyer does to the store's records. */
export function deeds(world: World): Routes {
  return {
    'POST /__sim/customers': given(CustomerInput, (input) => putCustomer(world, input)),
    'POST /__sim/customers/merge': given(MergeInput, (input) => mergeCustomers(world, input)),
    'POST /__sim/customers/*/tags': given(TagsInput, (input, number) =>
      changeTags(world, `gid://shopify/Customer/${number}`, input),
    ),
    'POST /__sim/customers/*/metafields': given(MetafieldInput, (input, number) =>
      setMetafield(world, `gid://shopify/Customer/${number}`, input),
    ),
    'DELETE /__sim/customers/*': deletion('Customer', (id) => {
      deleteCustomer(world, id);
    }),
    'POST /__sim/products': given(ProductInput, (input) => putProduct(world, input)),
    'DELETE /__sim/products/*': deletion('Product', (id) => {
      deleteProduct(world, id);
    }),
    'POST /__sim/orders': given(OrderInput, (input) => putOrder(world, input)),
    'POST /__sim/orders/*/refund': given(RefundInput, (input, number) =>
      refundOrder(world, `gid://shopify/Order/${number}`, input),
    ),
    'POST /__sim/orders/*/edit': given(EditInput, (input, number) =>
      editOrder(world, `gid://shopify/Order/${number}`, input),
    ),
    'POST /__sim/orders/*/cancel': (_, response, __, [number = '']) => {
      json(response, 200, cancelOrder(world, `gid://shopify/Order/${number}`));
    },
    'DELETE /__sim/orders/*': deletion('Order', (id) => {
      deleteOrder(world, id);
    }),
  };
}

/** Answers with what came of a body of the shape asked for. */
export function given<Input>(
  schema: z.ZodType<Input>,
  deed: (input: Input, number: string) => object,
): Route {
  return async (request: IncomingMessage, response, _, [number = '']) => {
    json(response, 200, deed(await readBody(request, schema), number));
  };
}

function deletion(type: string, remove: (id: string) => void): Route {
  return (_, response, __, [number = '']) => {
    const id = `gid://shopify/${type}/${number}`;
    remove(id);
    json(response, 200, { deleted: id });
  };
}
