import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { FilterChip } from '@crm/ui/controls/filter-chip';
import { PageHead } from '@crm/ui/layout/page-head';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { DataTable } from '@crm/ui/table/data-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditRow } from './use-audit-words.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { ListEmpty } from '#admin/resource/list/list-empty.tsx';
import { AuditEntry } from './audit-entry.tsx';
import { AuditFilter } from './audit-filter.tsx';
import { useAuditColumns } from './use-audit-columns.tsx';
import { useAuditFilter } from './use-audit-filter.ts';
import classes from './audit.module.css';

const pageSize = 50;

/** Who changed what: of one record, by one person, between two days. The filter is in the address. */
export function AuditPart() {
  const { t } = useTranslation('setup');
  const { t: settings } = useTranslation('settings');
  const [shown, setShown] = useState<AuditRow | undefined>();
  const filter = useAuditFilter();
  const log = useInfiniteQuery(
    trpc.auditlog.list.infiniteQueryOptions(
      { filter: filter.server, limit: pageSize },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const rows = log.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns = useAuditColumns();

  return (
    <>
      <PageHead title={settings('part.audit')} />
      <Toolbar label={t('audit.filter')}>
        <AuditFilter filter={filter} />
        {filter.values.record && (
          <FilterChip
            field={t('audit.record')}
            operator={t('audit.is')}
            value={<bdi dir="ltr">{filter.values.record.slice(-8)}</bdi>}
            onRemove={() => filter.set({ record: undefined })}
          />
        )}
      </Toolbar>
      <div className={classes.list}>
        <DataTable
          label={settings('part.audit')}
          columns={columns}
          rows={rows}
          rowId={({ id }) => String(id)}
          rowLabel={({ resource }) => resource}
          status={log.isPending ? 'loading' : 'ready'}
          onOpen={setShown}
          empty={
            <ListEmpty
              noneYet={{ title: t('audit.none.title'), reason: t('audit.none.reason') }}
              error={log.error}
              lastFilter={filter.isSet ? t('audit.filter') : undefined}
              onRetry={() => void log.refetch()}
              onRemoveLast={filter.clear}
              onClear={filter.clear}
              onCreate={() => {}}
            />
          }
          foot={
            log.hasNextPage && (
              <Button size="small" busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
                {settings('more')}
              </Button>
            )
          }
        />
      </div>
      {shown && (
        <AuditEntry
          row={shown}
          onClose={() => setShown(undefined)}
          onFollow={(record) => {
            setShown(undefined);
            filter.set({ record });
          }}
        />
      )}
    </>
  );
}
