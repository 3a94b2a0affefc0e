import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { useFormat } from '@crm/ui/hooks/use-format';
import { RecordStream } from '@crm/ui/layout/record-layout';
import { LogTable } from '@crm/ui/process/log-table';
import { useTranslation } from 'react-i18next';
import type { AuditlogRow } from '@crm/domain/auditlog/auditlog';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import { Changes } from '../timeline/changes.tsx';

const glyphs = { insert: 'done', update: 'done', delete: 'cancelled' } as const;

/** The audit log of a record: every field, old and new, by whom. */
export function HistoryTab({ recordId }: { readonly recordId: string }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const log = useInfiniteQuery(
    trpc.auditlog.list.infiniteQueryOptions(
      { filter: { recordId }, limit: 30 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  if (log.error) return <ErrorView error={log.error} onRetry={() => void log.refetch()} />;
  if (!log.data) return <Skeleton width={300} />;
  const rows = log.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0) return <BlankSlate picture="calm" title={t('history.none')} />;
  const who = ({ actorKind, actorName }: Pick<AuditlogRow, 'actorKind' | 'actorName'>) =>
    actorName ?? (actorKind === 'user' ? '' : t('system'));
  return (
    <RecordStream>
      <LogTable
        label={t('tab.history')}
        heads={{
          time: t('history.time'),
          step: t('history.who'),
          event: t('history.event'),
          detail: t('history.detail'),
        }}
        lines={rows.map((row) => ({
          id: String(row.id),
          time: `${format.day(row.occurredAt)} ${format.time(row.occurredAt)}`,
          step: who(row),
          state: glyphs[row.action],
          event: t(`history.${row.action}`),
          detail:
            row.action === 'update' ? (
              <Changes
                changes={Object.entries(row.changes)
                  .filter(([key]) => !noise.has(key))
                  .map(([field, change]) => ({ field: toCamel(field), from: change.old, to: change.new }))}
              />
            ) : null,
        }))}
      />
      {log.hasNextPage && (
        <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t('older')}
        </Button>
      )}
    </RecordStream>
  );
}

/** Columns that change with every write and say nothing. */
const noise: ReadonlySet<string> = new Set(['updated_at', 'updated_by', 'version', 'updatedAt', 'updatedBy']);

function toCamel(column: string): string {
  return column.replaceAll(/_([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
}
