import { Facts, Nothing } from '@crm/ui/data/facts';
import { Figure } from '@crm/ui/data/figure';
import { Person } from '@crm/ui/data/named';
import { Tile } from '@crm/ui/data/tile';
import { Link } from '@crm/ui/controls/link';
import { useFormat } from '@crm/ui/hooks/use-format';
import { PreviewHead } from '@crm/ui/layout/inspector';
import { Section } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import { paths } from '#admin/app/paths.ts';
import { api } from '#admin/lib/trpc.ts';
import { MoneyCell, WordsCell } from '#admin/resource/list/cells.tsx';
import { PeekActions } from '#admin/resource/peek/peek-actions.tsx';
import { PeekActivities } from '#admin/resource/peek/peek-activities.tsx';
import { CloseDate, StageAge, StageBadge } from './deal-marks.tsx';

/** A deal beside the list: whose it is, what it is worth, how far it is. */
export function OpportunityPeek({ row }: { readonly row: OpportunityRow }) {
  const { t } = useTranslation('vocabulary');
  const { t: own } = useTranslation('opportunities');
  const format = useFormat();
  const { account, primaryContact } = row;
  return (
    <>
      <PreviewHead
        mark={<Tile name={account?.name ?? row.name} size="large" />}
        title={row.name}
        detail={account && <Link href={paths.account(account.id)}>{account.name}</Link>}
        badge={<StageBadge row={row} />}
        actions={<PeekActions resource="opportunity" api={api.opportunity} row={row} />}
      />
      <Section>
        <Facts
          facts={[
            {
              id: 'amount',
              label: t('field.amount'),
              value: <MoneyCell amountMinor={row.amountMinor} currency={row.currency} />,
            },
            {
              id: 'probability',
              label: t('field.probability'),
              value: <Figure>{format.percent(row.probability / 100)}</Figure>,
            },
            { id: 'close', label: t('field.expectedCloseDate'), value: <CloseDate row={row} /> },
            { id: 'age', label: own('age'), value: <StageAge row={row} /> },
            {
              id: 'owner',
              label: t('field.owner'),
              value: row.assignee ? <Person name={row.assignee.name} /> : <Nothing label={t('nobody')} />,
            },
            {
              id: 'contact',
              label: t('field.primaryContact'),
              value: primaryContact ? (
                <Link href={paths.contact(primaryContact.id)}>{primaryContact.name}</Link>
              ) : (
                <Nothing label={t('none')} />
              ),
            },
            {
              id: 'forecast',
              label: t('field.forecastCategory'),
              value: <WordsCell words={t(`forecastCategory.${row.forecastCategory}`)} />,
            },
            ...(row.lossReason
              ? [{ id: 'loss', label: t('field.lossReason'), value: <WordsCell words={row.lossReason} /> }]
              : []),
          ]}
        />
      </Section>
      <PeekActivities subjectType="opportunity" subjectId={row.id} />
    </>
  );
}
