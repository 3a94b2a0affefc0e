import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Badge } from '@crm/ui/data/badge';
import { MoneyText } from '@crm/ui/data/figure';
import { KeyFacts } from '@crm/ui/data/key-facts';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { RecordLayout, RecordStream, RecordTitle } from '@crm/ui/layout/record-layout';
import { Section } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { ProductRow } from '@crm/domain/product/product';
import { Page } from '#admin/app/layout/page.tsx';
import { paths } from '#admin/app/paths.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { api, trpc } from '#admin/lib/trpc.ts';
import { customValueOf, useCustomFields, useCustomLabels } from '#admin/resource/custom/custom-fields.ts';
import { CustomValue } from '#admin/resource/custom/custom-value.tsx';
import { useForms } from '#admin/resource/use-forms.ts';
import { useTrash } from '#admin/resource/use-trash.ts';
import { RecordTags } from '../tags/record-tags.tsx';
import { BookPrices } from './book-prices.tsx';

/** The page of a product: what it is, and what it costs in each price book. */
export function ProductPage() {
  const { t: vocabulary } = useTranslation('vocabulary');
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(trpc.product.get.queryOptions({ id }));
  if (data) return <ProductRecord row={data} />;
  const noun = vocabulary('noun.product');
  return (
    <Page title={noun} crumbs={[{ label: vocabulary('plural.product'), href: paths.products }, { label: noun }]}>
      <RecordLayout head={error ? <RecordTitle title={noun} /> : <Skeleton width={260} />}>
        {error ? <ErrorView error={error} onRetry={() => void refetch()} /> : <Skeleton width={420} />}
      </RecordLayout>
    </Page>
  );
}

function ProductRecord({ row }: { readonly row: ProductRow }) {
  const { t } = useTranslation('products');
  const { t: vocabulary } = useTranslation('vocabulary');
  const navigate = useNavigate();
  const forms = useForms();
  const { fields } = useCustomFields('product');
  const labels = useCustomLabels();
  const { remove } = useTrash('product', api.product);
  const discard = async () => {
    if ((await remove([row])) > 0) void navigate(paths.products);
  };
  return (
    <Page
      title={row.name}
      crumbs={[{ label: vocabulary('plural.product'), href: paths.products }, { label: row.name }]}
    >
      <RecordLayout
        head={
          <>
            <RecordTitle
              title={row.name}
              beside={
                <Badge tone={row.active ? 'good' : 'idle'}>
                  {vocabulary(row.active ? 'offer.offered' : 'offer.withdrawn')}
                </Badge>
              }
              actions={
                <>
                  {row.abilities.delete && (
                    <Button variant="ghost" icon="trash" collapses onClick={() => void discard()}>
                      {t('delete')}
                    </Button>
                  )}
                  {row.abilities.update && (
                    <Button variant="primary" onClick={() => forms.edit('product', row.id)}>
                      {t('edit')}
                    </Button>
                  )}
                </>
              }
            />
            <RecordTags resource="product" api={api.product} row={row} mayChange={row.abilities.update} />
            <KeyFacts
              facts={[
                {
                  id: 'price',
                  label: vocabulary('field.price'),
                  value: <MoneyText money={{ amountMinor: row.priceMinor, currency: row.currency }} />,
                },
                { id: 'sku', label: vocabulary('field.sku'), value: <bdi dir="ltr">{row.sku}</bdi> },
                { id: 'kind', label: vocabulary('field.kind'), value: vocabulary(`productKind.${row.kind}`) },
                { id: 'unit', label: vocabulary('field.unit'), value: row.unit },
                {
                  id: 'billing',
                  label: vocabulary('field.billingInterval'),
                  value: vocabulary(row.billingInterval === null ? 'billing.once' : `billing.${row.billingInterval}`),
                },
                { id: 'tax', label: vocabulary('field.taxRate'), value: `${row.taxRate} %` },
                ...fields.map((field) => ({
                  id: field.id,
                  label: labels.field(field),
                  value: <CustomValue field={field} value={customValueOf(row, field)} />,
                })),
                { id: 'updated', label: vocabulary('field.updatedAt'), value: <Moment at={row.updatedAt} /> },
              ]}
            />
          </>
        }
      >
        <RecordStream>
          {row.description && (
            <Section title={vocabulary('field.description')}>
              <Text>
                <bdi>{row.description}</bdi>
              </Text>
            </Section>
          )}
          <BookPrices productId={row.id} />
        </RecordStream>
      </RecordLayout>
    </Page>
  );
}
