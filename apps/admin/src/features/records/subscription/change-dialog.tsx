import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Facts } from '@crm/ui/data/facts';
import { MoneyText } from '@crm/ui/data/figure';
import { Text } from '@crm/ui/data/text';
import { Note } from '@crm/ui/feedback/note';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { MoneyField } from '@crm/ui/fields/money-field';
import { NumberField } from '@crm/ui/fields/number-field';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangePreview, SubscriptionRow } from '@crm/domain/subscription/subscription';
import { api, trpc } from '#admin/lib/trpc.ts';
import { useSubscriptionWrite } from './use-subscription-write.ts';

const quantityPlaces = 3;
const discountPlaces = 2;
const most = 100;

/** Changes quantity, price or discount from today on; what that costs is shown before it is made. */
export function ChangeDialog({ row, onClose }: { readonly row: SubscriptionRow; readonly onClose: () => void }) {
  const { t } = useTranslation('bills');
  const { t: frame } = useTranslation('resource');
  const [quantity, setQuantity] = useState(row.quantity);
  const [unitPriceMinor, setPrice] = useState(row.unitPriceMinor);
  const [discountPercent, setDiscount] = useState(row.discountPercent);
  const isChanged =
    Number(quantity) !== Number(row.quantity) ||
    unitPriceMinor !== row.unitPriceMinor ||
    Number(discountPercent) !== Number(row.discountPercent);
  const data = { quantity, unitPriceMinor, discountPercent };
  const preview = useQuery(
    trpc.subscription.previewChange.queryOptions(
      { id: row.id, ...data },
      { enabled: isChanged, placeholderData: keepPreviousData },
    ),
  );
  const write = useSubscriptionWrite(
    () => api.subscription.change.mutate({ id: row.id, version: row.version, data }),
    t('done.change', { name: row.name }),
    onClose,
  );
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('change.title', { name: row.name })}
      description={t('change.reason')}
      actions={
        <>
          <Button onClick={onClose}>{frame('cancel')}</Button>
          <Button
            variant="primary"
            busy={write.busy}
            unavailable={!isChanged}
            onClick={() => isChanged && write.run(undefined)}
          >
            {t('verb.change')}
          </Button>
        </>
      }
    >
      <FormGrid columns={2}>
        <NumberField
          label={t('line.quantity')}
          {...(row.unit !== null && { unit: row.unit })}
          value={Number(quantity)}
          onChange={(value) => setQuantity(plain(value, quantityPlaces))}
        />
        <MoneyField
          label={t('unitPrice')}
          value={unitPriceMinor}
          currency={row.currency}
          onChange={(amountMinor) => setPrice(Math.max(0, amountMinor ?? 0))}
        />
        <NumberField
          label={t('line.discount')}
          unit="%"
          value={Number(discountPercent)}
          onChange={(value) => setDiscount(plain(Math.min(most, value ?? 0), discountPlaces))}
        />
      </FormGrid>
      {isChanged && preview.data ? <Preview preview={preview.data} /> : <Text level={2}>{t('change.nothing')}</Text>}
      {write.problem && (
        <Note tone="bad" live>
          {write.problem}
        </Note>
      )}
    </Dialog>
  );
}

function Preview({ preview }: { readonly preview: ChangePreview }) {
  const { t } = useTranslation('bills');
  const money = (amountMinor: number) => <MoneyText money={{ amountMinor, currency: preview.currency }} />;
  const [credit, charge] = preview.lines;
  return (
    <>
      <Facts
        facts={[
          { id: 'credit', label: t('change.credit'), value: money(credit?.totalMinor ?? 0) },
          { id: 'charge', label: t('change.charge'), value: money(charge?.totalMinor ?? 0) },
          { id: 'total', label: t('change.now'), value: <strong>{money(preview.totalMinor)}</strong> },
          { id: 'next', label: t('change.next'), value: money(preview.nextAmountMinor) },
        ]}
      />
      {preview.totalMinor !== 0 && (
        <Note icon="invoice">{t(preview.totalMinor > 0 ? 'change.noteInvoice' : 'change.noteCredit')}</Note>
      )}
    </>
  );
}

function plain(value: number | undefined, places: number): string {
  return String(Number(Math.max(0, value ?? 0).toFixed(places)));
}
