import { Link } from '@crm/ui/controls/link';
import { Facts, Nothing } from '@crm/ui/data/facts';
import { MoneyText } from '@crm/ui/data/figure';
import { Person } from '@crm/ui/data/named';
import { Icon } from '@crm/ui/icons/icon';
import { PreviewHead } from '@crm/ui/layout/inspector';
import { Section } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { SubscriptionRow } from '@crm/domain/subscription/subscription';
import { paths } from '#admin/app/paths.ts';
import { api } from '#admin/lib/trpc.ts';
import { SubscriptionStatusBadge } from '#admin/resource/billing/bill-badges.tsx';
import { MomentCell } from '#admin/resource/list/cells.tsx';
import { PeekActions } from '#admin/resource/peek/peek-actions.tsx';

/** A subscription beside the list: what it brings, and when it is billed again. */
export function SubscriptionPeek({ row }: { readonly row: SubscriptionRow }) {
  const { t } = useTranslation('bills');
  const { t: vocabulary } = useTranslation('vocabulary');
  const { account, amountMinor, currency } = row;
  return (
    <>
      <PreviewHead
        mark={<Icon name="subscription" />}
        title={row.name}
        detail={t(`interval.${row.billingInterval}`)}
        badge={<SubscriptionStatusBadge status={row.status} />}
        actions={<PeekActions resource="subscription" api={api.subscription} row={row} />}
      />
      <Section>
        <Facts
          facts={[
            {
              id: 'account',
              label: vocabulary('field.account'),
              value: account ? (
                <Link href={paths.account(account.id)} dir="auto">
                  {account.name}
                </Link>
              ) : (
                <Nothing label={vocabulary('none')} />
              ),
            },
            { id: 'price', label: t('price'), value: <MoneyText money={{ amountMinor, currency }} /> },
            { id: 'next', label: t('nextPeriod'), value: <MomentCell at={row.currentPeriodEnd} as="date" /> },
            { id: 'ends', label: t('endsOn'), value: <MomentCell at={row.cancelAt} as="date" /> },
            {
              id: 'owner',
              label: vocabulary('field.owner'),
              value: row.assignee ? <Person name={row.assignee.name} /> : <Nothing label={vocabulary('nobody')} />,
            },
          ]}
        />
      </Section>
    </>
  );
}
