import { useQuery } from '@tanstack/react-query';
import { Badge } from '@crm/ui/data/badge';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { MoneyCell } from '../list/cells.tsx';

const shown = 5;

/** The open deals of an account. */
export function PeekDeals({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation('resource');
  const may = useMay();
  const { data } = useQuery(
    trpc.opportunity.list.queryOptions(
      { filter: { accountId, status: ['open'] }, sort: 'expectedCloseDate', limit: shown },
      { enabled: may('opportunity:read') },
    ),
  );
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={t('peek.openDeals')}>
      {data.items.map((deal) => (
        <SectionItem
          key={deal.id}
          title={deal.name}
          detail={<Badge>{deal.stage.name}</Badge>}
          end={<MoneyCell amountMinor={deal.amountMinor} currency={deal.currency} />}
          href={paths.opportunity(deal.id)}
        />
      ))}
    </Section>
  );
}
