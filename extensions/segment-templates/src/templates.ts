import type {
  Api,
  Output,
} from '@shopify/ui-extensions/admin.customers.segmentation-templates.data';
import { SAYINGS } from './sayings.ts';

declare const shopify: Api;
type Templates = Awaited<Output>;

/** A template knows no shop: it is for tags under the prefix that every shop begins with. */
const PREFIX = 'kz-';
const CREATED_ON = '2026-11-22T00:00:00Z';

/** A template for every state that Kizuna writes as a tag. */
export default function templates(): Templates {
  return {
    templates: Object.entries(SAYINGS).flatMap(([model, states]) =>
      states.map((state) => templateOf(model, state)),
    ),
  };
}

function templateOf(model: string, state: string): Templates['templates'][number] {
  const { translate } = shopify.i18n;
  const words = { model: translate(`model.${model}`), state: translate(`state.${model}.${state}`) };
  const query = `customer_tags CONTAINS '${PREFIX}${model}:${state}'`;
  return {
    title: translate('template.title', words),
    description: [translate('template.description', words), translate('template.prefix')],
    query,
    queryToInsert: query,
    createdOn: CREATED_ON,
  };
}
