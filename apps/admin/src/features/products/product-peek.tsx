import { Badge } from '@crm/ui/data/badge';
import { Facts } from '@crm/ui/data/facts';
import { MoneyText } from '@crm/ui/data/figure';
import { Moment } from '@crm/ui/data/moment';
import { Tile } from '@crm/ui/data/tile';
import { PreviewHead } from '@crm/ui/layout/inspector';
import { Section } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { ProductRow } from '@crm/domain/product/product';
import { api } from '#admin/lib/trpc.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import { PeekActions } from '#admin/resource/peek/peek-actions.tsx';

/** A product beside the list: what it is, what it costs. */
export function ProductPeek({ row }: { readonly row: ProductRow }) {
  const { t } = useTranslation('vocabulary');
  return (
    <>
      <PreviewHead
        mark={<Tile name={row.name} size="large" />}
        title={row.name}
        detail={row.sku}
        badge={<Badge tone={row.active ? 'good' : 'idle'}>{t(row.active ? 'offer.offered' : 'offer.withdrawn')}</Badge>}
        actions={<PeekActions resource="product" api={api.product} row={row} />}
      />
      <Section>
        <Facts
          facts={[
            {
              id: 'price',
              label: t('field.price'),
              value: <MoneyText money={{ amountMinor: row.priceMinor, currency: row.currency }} />,
            },
            { id: 'unit', label: t('field.unit'), value: <WordsCell words={row.unit} /> },
            {
              id: 'billing',
              label: t('field.billingInterval'),
              value: t(row.billingInterval === null ? 'billing.once' : `billing.${row.billingInterval}`),
            },
            { id: 'tax', label: t('field.taxRate'), value: <WordsCell words={`${row.taxRate} %`} /> },
            { id: 'description', label: t('field.description'), value: <WordsCell words={row.description} /> },
            { id: 'updated', label: t('field.updatedAt'), value: <Moment at={row.updatedAt} /> },
          ]}
        />
      </Section>
    </>
  );
}
