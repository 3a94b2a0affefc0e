import { Avatar } from '@crm/ui/data/avatar';
import { Button } from '@crm/ui/controls/button';
import { Moment } from '@crm/ui/data/moment';
import { Tile } from '@crm/ui/data/tile';
import { useTranslation } from 'react-i18next';
import type { AccountRow } from '@crm/domain/account/account';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { AccountStatusBadge } from '#admin/resource/status-badges.tsx';
import { useForms } from '#admin/resource/use-forms.ts';
import { useFactWords } from '../details/use-fact-words.tsx';
import { RecordFrame } from '../frame/record-frame.tsx';
import { RecordSource } from '../frame/record-source.tsx';
import { RelatedTab } from '../related/related-tab.tsx';
import { Deals } from '../side/deals.tsx';
import { Invoices } from '../side/invoices.tsx';
import { OpenActivities } from '../side/open-activities.tsx';
import { People } from '../side/people.tsx';
import { Subscriptions } from '../side/subscriptions.tsx';
import { Tickets } from '../side/tickets.tsx';
import { RunningProcesses } from '../side/running-processes.tsx';
import { AccountDetails } from './account-details.tsx';

/** The page of an account. */
export function AccountPage() {
  return (
    <RecordSource resource="account" api={api.account}>
      {(row) => <AccountRecord row={row} />}
    </RecordSource>
  );
}

function AccountRecord({ row }: { readonly row: AccountRow }) {
  const { t } = useTranslation('records');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useFactWords();
  const forms = useForms();
  const may = useMay();
  const subject = { subjectType: 'account', subjectId: row.id } as const;
  return (
    <RecordFrame
      resource="account"
      api={api.account}
      row={row}
      mark={row.kind === 'person' ? <Avatar name={row.name} size="large" /> : <Tile name={row.name} size="large" />}
      beside={<AccountStatusBadge status={row.status} />}
      primary={
        may('opportunity:create') && (
          <Button variant="primary" icon="plus" onClick={() => forms.create('opportunity', { accountId: row.id })}>
            {vocabulary('noun.opportunity')}
          </Button>
        )
      }
      facts={[
        { id: 'owner', label: vocabulary('field.owner'), value: words.person(row.assignee) },
        { id: 'phone', label: vocabulary('field.phone'), value: words.phone(row.phone) },
        { id: 'industry', label: vocabulary('field.industry'), value: words.words(row.industry) },
        {
          id: 'followUp',
          label: vocabulary('field.nextFollowUpAt'),
          value: row.nextFollowUpAt ? <Moment at={row.nextFollowUpAt} as="appointment" /> : words.words(null),
        },
        { id: 'updated', label: t('lastChange'), value: <Moment at={row.updatedAt} /> },
      ]}
      details={<AccountDetails row={row} />}
      related={<RelatedTab {...subject} accountId={row.id} />}
      side={
        <>
          <RunningProcesses {...subject} />
          <People accountId={row.id} />
          <Deals accountId={row.id} />
          <Invoices title={t('invoices')} filter={{ accountId: row.id }} />
          <Subscriptions accountId={row.id} />
          <Tickets accountId={row.id} />
          <OpenActivities {...subject} />
        </>
      }
    />
  );
}
