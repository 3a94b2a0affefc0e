import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { quote } from '@crm/domain/quote/quote';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { ResourceList } from '#admin/resource/list/resource-list.tsx';
import { useCommonViews } from '#admin/resource/list/use-common-views.ts';
import { QuotePeek } from './quote-peek.tsx';
import { useQuoteColumns } from './use-quote-columns.tsx';
import { useQuoteFields } from './use-quote-fields.ts';

/** Offers to customers. */
export function QuotesPage() {
  const { t } = useTranslation('quotes');
  const { t: app } = useTranslation('app');
  const may = useMay();
  const common = useCommonViews('quote:read');
  const views = useMemo(
    () => [
      ...common,
      { id: 'approval', label: t('view.approval'), query: 'status=pending_approval' },
      { id: 'sent', label: t('view.sent'), query: 'status=sent' },
    ],
    [common, t],
  );
  return (
    <ResourceList
      resource="quote"
      api={api.quote}
      assign={api.quote.update}
      definition={quote}
      title={app('nav.quotes')}
      section={app('section.sales')}
      columns={useQuoteColumns()}
      fields={useQuoteFields()}
      views={views}
      rowName={(row) => row.number}
      href={(row) => paths.quote(row.id)}
      Peek={QuotePeek}
      noneYet={{
        title: t('none.title'),
        reason: t('none.reason'),
        create: may('quote:create') ? t('create') : undefined,
      }}
    />
  );
}
