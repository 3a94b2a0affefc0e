import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { PageHead } from '@crm/ui/layout/page-head';
import { DataTable } from '@crm/ui/table/data-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CurrencyRow } from '@crm/domain/currency/currency';
import { maxPageSize } from '@crm/domain/page-limits';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import { ListEmpty } from '#admin/resource/list/list-empty.tsx';
import type { PartProps } from '../parts.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { CurrencyDrawer } from './currency-drawer.tsx';
import { RatesDialog } from './rates-dialog.tsx';
import { useCurrencyColumns } from './use-currency-columns.tsx';

/** The currencies that the company deals in, and what they are worth in its base currency from which day on. */
export function CurrenciesPart({ notice }: PartProps) {
  const { t } = useTranslation('prices');
  const { t: settings } = useTranslation('settings');
  const may = useMay();
  const [edited, setEdited] = useState<CurrencyRow | 'new' | undefined>();
  const [rated, setRated] = useState<CurrencyRow | undefined>();
  const [leaving, setLeaving] = useState<CurrencyRow | undefined>();
  const query = useQuery(trpc.currency.list.queryOptions({ limit: maxPageSize, sort: 'code' }));
  const create = may('currency:create') ? t('currency.create') : undefined;
  const title = settings('part.currencies');
  const base = query.data?.items.find(({ isBase }) => isBase)?.code;
  return (
    <>
      <PageHead
        title={title}
        actions={
          create && (
            <Button variant="primary" icon="plus" collapses onClick={() => setEdited('new')}>
              {create}
            </Button>
          )
        }
      />
      {notice}
      <DataTable
        label={title}
        columns={useCurrencyColumns({ onRates: setRated, onEdit: setEdited, onDelete: setLeaving })}
        rows={query.data?.items ?? []}
        rowId={({ id }) => id}
        rowLabel={({ name }) => name}
        status={query.isPending ? 'loading' : 'ready'}
        onOpen={(row) => (row.isBase ? row.abilities.update && setEdited(row) : setRated(row))}
        empty={
          <ListEmpty
            noneYet={{ title: t('currency.none'), reason: t('currency.noneReason'), create }}
            error={query.error}
            lastFilter={undefined}
            onRetry={() => void query.refetch()}
            onRemoveLast={() => {}}
            onClear={() => {}}
            onCreate={() => setEdited('new')}
          />
        }
      />
      {edited && <CurrencyDrawer row={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
      {rated && base !== undefined && <RatesDialog currency={rated} base={base} onClose={() => setRated(undefined)} />}
      {leaving && (
        <RemoveDialog resource="currency" api={api.currency} row={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </>
  );
}
