import { Badge, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CustomerScreen, ShownOrder } from '../../presenters/customer-screen.ts';
import { ExportButton, type Sheet } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  screen: CustomerScreen;
  format: Format;
}

/** The customer's orders, each with what was bought and whether it counts. */
export function OrdersCard({ screen, format }: Props) {
  const { t } = useTranslation();
  const sheet = useSheet({ screen, format });
  const { latest, orders, uncounted } = screen;
  const title = t('customer.orders.title');
  if (latest.length === 0) {
    return (
      <SectionCard title={title}>
        <Text as="p">{t('customer.orders.empty')}</Text>
      </SectionCard>
    );
  }
  const all = latest.length === orders + uncounted;
  const some = { orders: format.number(latest.length) };
  return (
    <SectionCard
      title={title}
      help={all ? t('customer.orders.help') : t('customer.orders.some', some)}
      actions={<ExportButton sheet={sheet} />}
      table={<OrderTable orders={latest} format={format} />}
    />
  );
}

function OrderTable({ orders, format }: { orders: readonly ShownOrder[]; format: Format }) {
  const { t } = useTranslation();
  const { products, counts } = useOrderTexts(format);
  return (
    <Table
      name={{ singular: t('customer.orders.name'), plural: t('customer.orders.title') }}
      columns={[
        { title: t('customer.orders.day') },
        { title: t('customer.orders.name') },
        {
          title: t('customer.orders.amount'),
          help: t('customer.orders.amountHelp'),
          numeric: true,
        },
        { title: t('customer.orders.products') },
        { title: t('customer.orders.counts'), help: t('customer.orders.countsHelp') },
      ]}
      rows={orders.map((order) => ({
        id: order.id,
        cells: [
          format.day(order.on),
          <Link key="order" url={`shopify://admin/orders/${order.id}`}>
            {order.name ?? order.id}
          </Link>,
          format.money(order.amount),
          <div key="products" style={{ whiteSpace: 'normal', minWidth: 160 }}>
            {products(order)}
          </div>,
          order.uncounted === null ? (
            counts(order)
          ) : (
            <Badge key="counts" tone="attention">
              {counts(order)}
            </Badge>
          ),
        ],
      }))}
    />
  );
}

const COLUMNS = ['day', 'name', 'amount', 'products', 'counts'] as const;

function useSheet({ screen, format }: Props): Sheet {
  const { t } = useTranslation();
  const { products, counts } = useOrderTexts(format);
  return {
    name: `kizuna-orders-${screen.id}`,
    header: COLUMNS.map((name) => t(`customer.orders.${name}`)),
    rows: screen.latest.map((order) => [
      order.on,
      order.name,
      order.amount,
      products(order),
      counts(order),
    ]),
  };
}

function useOrderTexts(format: Format) {
  const { t } = useTranslation();
  return {
    products: ({ products }: ShownOrder) =>
      products
        .map(({ title, quantity }) =>
          t('customer.orders.product', { title, quantity: format.number(quantity) }),
        )
        .join(t('customer.orders.and')),
    counts: ({ uncounted: why }: ShownOrder) =>
      t(why === null ? 'customer.orders.yes' : `customer.orders.no.${why}`),
  };
}
