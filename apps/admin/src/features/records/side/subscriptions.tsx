import { useQuery } from '@tanstack/react-query';
import { MoneyText } from '@crm/ui/data/figure';
import { Icon } from '@crm/ui/icons/icon';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { SubscriptionStatusBadge } from '#admin/resource/billing/bill-badges.tsx';

const shown = 6;

/** What a customer pays for again and again. */
export function Subscriptions({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation('records');
  const may = useMay();
  const { data } = useQuery(
    trpc.subscription.list.queryOptions({ filter: { accountId }, limit: shown }, { enabled: may('subscription:read') }),
  );
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t('subscriptions')}>
      {items.map(({ id, name, status, amountMinor, currency }) => (
        <SectionItem
          key={id}
          mark={<Icon name="subscription" />}
          title={name}
          detail={<SubscriptionStatusBadge status={status} />}
          end={<MoneyText money={{ amountMinor, currency }} />}
          href={paths.subscription(id)}
        />
      ))}
    </Section>
  );
}
