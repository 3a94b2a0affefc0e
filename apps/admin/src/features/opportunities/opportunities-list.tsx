import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { opportunity } from '@crm/domain/opportunity/opportunity';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { ResourceList } from '#admin/resource/list/resource-list.tsx';
import { useCommonViews } from '#admin/resource/list/use-common-views.ts';
import { OpportunityPeek } from './opportunity-peek.tsx';
import { useOpportunityColumns } from './use-opportunity-columns.tsx';
import { useOpportunityFields } from './use-opportunity-fields.ts';

interface OpportunitiesListProps {
  /** Beside the title: the way to the board. */
  readonly beside?: ReactNode;
}

/** Deals as a list. */
export function OpportunitiesList({ beside }: OpportunitiesListProps) {
  const { t } = useTranslation('opportunities');
  const { t: app } = useTranslation('app');
  const may = useMay();
  const common = useCommonViews('opportunity:read');
  const views = useMemo(
    () => [
      ...common,
      { id: 'open', label: t('view.open'), query: 'sort=expectedCloseDate&status=open' },
      { id: 'closing', label: t('view.closing'), query: 'closeTo=30d&sort=expectedCloseDate&status=open' },
    ],
    [common, t],
  );
  return (
    <ResourceList
      resource="opportunity"
      api={api.opportunity}
      assign={api.opportunity.update}
      definition={opportunity}
      title={app('nav.opportunities')}
      section={app('section.sales')}
      beside={beside}
      columns={useOpportunityColumns()}
      fields={useOpportunityFields()}
      views={views}
      rowName={(row) => row.name}
      href={(row) => paths.opportunity(row.id)}
      Peek={OpportunityPeek}
      noneYet={{
        title: t('none.title'),
        reason: t('none.reason'),
        create: may('opportunity:create') ? t('create') : undefined,
      }}
    />
  );
}
