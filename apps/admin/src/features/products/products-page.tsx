import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { product } from '@crm/domain/product/product';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { ResourceList } from '#admin/resource/list/resource-list.tsx';
import { ProductPeek } from './product-peek.tsx';
import { useProductColumns } from './use-product-columns.tsx';
import { useProductFields } from './use-product-fields.ts';

/** What is sold: goods, services and what recurs. */
export function ProductsPage() {
  const { t } = useTranslation('products');
  const { t: app } = useTranslation('app');
  const { t: frame } = useTranslation('resource');
  const may = useMay();
  const views = useMemo(
    () => [
      { id: 'all', label: frame('view.all'), query: '' },
      { id: 'offered', label: t('view.offered'), query: 'active=true' },
      { id: 'recurring', label: t('view.recurring'), query: 'billingInterval=month,quarter,year' },
    ],
    [t, frame],
  );
  return (
    <ResourceList
      resource="product"
      api={api.product}
      definition={product}
      title={app('nav.products')}
      section={app('section.sales')}
      columns={useProductColumns()}
      fields={useProductFields()}
      views={views}
      initialSort="name"
      rowName={(row) => row.name}
      href={(row) => paths.product(row.id)}
      Peek={ProductPeek}
      noneYet={{
        title: t('none.title'),
        reason: t('none.reason'),
        create: may('product:create') ? t('create') : undefined,
      }}
    />
  );
}
