import { Facts, Nothing } from '@crm/ui/data/facts';
import { Moment } from '@crm/ui/data/moment';
import { Person } from '@crm/ui/data/named';
import { Tile } from '@crm/ui/data/tile';
import { Avatar } from '@crm/ui/data/avatar';
import { PreviewHead } from '@crm/ui/layout/inspector';
import { Section } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { AccountRow } from '@crm/domain/account/account';
import { api } from '#admin/lib/trpc.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import { PeekActions } from '#admin/resource/peek/peek-actions.tsx';
import { PeekActivities } from '#admin/resource/peek/peek-activities.tsx';
import { PeekProcesses } from '#admin/resource/peek/peek-processes.tsx';
import { PeekDeals } from '#admin/resource/peek/peek-deals.tsx';
import { AccountStatusBadge } from '#admin/resource/status-badges.tsx';

/** An account beside the list: who answers for it, how to reach it, what is open. */
export function AccountPeek({ row }: { readonly row: AccountRow }) {
  const { t } = useTranslation('vocabulary');
  return (
    <>
      <PreviewHead
        mark={row.kind === 'person' ? <Avatar name={row.name} size="large" /> : <Tile name={row.name} size="large" />}
        title={row.name}
        detail={row.websiteDomain ?? row.email}
        badge={<AccountStatusBadge status={row.status} />}
        actions={<PeekActions resource="account" api={api.account} row={row} />}
      />
      <PeekProcesses subjectType="account" subjectId={row.id} />
      <Section>
        <Facts
          facts={[
            {
              id: 'owner',
              label: t('field.owner'),
              value: row.assignee ? <Person name={row.assignee.name} /> : <Nothing label={t('nobody')} />,
            },
            { id: 'phone', label: t('field.phone'), value: <WordsCell words={row.phone} latin /> },
            { id: 'email', label: t('field.email'), value: <WordsCell words={row.email} latin /> },
            { id: 'industry', label: t('field.industry'), value: <WordsCell words={row.industry} /> },
            { id: 'city', label: t('field.city'), value: <WordsCell words={row.billingAddress?.city ?? null} /> },
            {
              id: 'followUp',
              label: t('field.nextFollowUpAt'),
              value: row.nextFollowUpAt ? (
                <Moment at={row.nextFollowUpAt} as="appointment" />
              ) : (
                <Nothing label={t('none')} />
              ),
            },
          ]}
        />
      </Section>
      <PeekDeals accountId={row.id} />
      <PeekActivities subjectType="account" subjectId={row.id} />
    </>
  );
}
