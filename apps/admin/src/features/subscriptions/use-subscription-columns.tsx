import { Link } from '@crm/ui/controls/link';
import { Nothing } from '@crm/ui/data/facts';
import { MoneyText } from '@crm/ui/data/figure';
import { RecordName } from '@crm/ui/data/named';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubscriptionRow } from '@crm/domain/subscription/subscription';
import { paths } from '#admin/app/paths.ts';
import { SubscriptionStatusBadge } from '#admin/resource/billing/bill-badges.tsx';
import { FlagCell, MomentCell, WordsCell } from '#admin/resource/list/cells.tsx';
import type { ListColumn } from '#admin/resource/list/list-columns.ts';
import { useCommonColumns } from '#admin/resource/list/use-common-columns.tsx';

/** What a list of subscriptions can show. */
export function useSubscriptionColumns(): readonly ListColumn<SubscriptionRow>[] {
  const { t } = useTranslation('bills');
  const { t: vocabulary } = useTranslation('vocabulary');
  const common = useCommonColumns();
  return useMemo<readonly ListColumn<SubscriptionRow>[]>(() => {
    // On a phone the status stands where the owner would.
    const { small: _, ...owner } = common.owner;
    return [
      {
        id: 'name',
        header: vocabulary('noun.subscription'),
        always: true,
        small: 'title',
        skeleton: 'record',
        cell: ({ id, name }) => <RecordName name={name} kind="plain" href={paths.subscription(id)} />,
      },
      {
        id: 'account',
        header: vocabulary('field.account'),
        width: '208px',
        initial: true,
        small: 'detail',
        cell: ({ account }) =>
          account ? (
            <Link href={paths.account(account.id)} tabIndex={-1} dir="auto">
              {account.name}
            </Link>
          ) : (
            <Nothing label={vocabulary('none')} />
          ),
      },
      {
        id: 'status',
        header: vocabulary('field.status'),
        width: '148px',
        initial: true,
        small: 'aside',
        cell: ({ status }) => <SubscriptionStatusBadge status={status} />,
      },
      {
        id: 'amountMinor',
        header: t('price'),
        width: '132px',
        figures: true,
        initial: true,
        small: 'figure',
        skeleton: 'figure',
        cell: ({ amountMinor, currency }) => <MoneyText money={{ amountMinor, currency }} />,
      },
      {
        id: 'billingInterval',
        header: t('intervalLabel'),
        width: '124px',
        initial: true,
        cell: ({ billingInterval }) => <WordsCell words={t(`interval.${billingInterval}`)} />,
      },
      {
        id: 'currentPeriodEnd',
        header: t('nextPeriod'),
        width: '136px',
        initial: true,
        dropsFirst: true,
        cell: ({ currentPeriodEnd }) => <MomentCell at={currentPeriodEnd} as="date" />,
      },
      {
        id: 'autoRenew',
        header: t('autoRenew'),
        width: '132px',
        cell: ({ autoRenew }) => <FlagCell flag={autoRenew} />,
      },
      owner,
      common.updatedAt,
      { ...common.createdAt, initial: false },
    ];
  }, [t, vocabulary, common]);
}
