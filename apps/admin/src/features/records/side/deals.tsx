import { useQuery } from '@tanstack/react-query';
import { Icon } from '@crm/ui/icons/icon';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { MoneyCell } from '#admin/resource/list/cells.tsx';

const shown = 6;

/** The other deals of an account. */
export function Deals({ accountId, except }: { readonly accountId: string; readonly except?: string }) {
  const { t } = useTranslation('records');
  const may = useMay();
  const { data } = useQuery(
    trpc.opportunity.list.queryOptions({ filter: { accountId }, limit: shown }, { enabled: may('opportunity:read') }),
  );
  const items = (data?.items ?? []).filter(({ id }) => id !== except);
  if (items.length === 0) return null;
  return (
    <Section title={t('deals')}>
      {items.map((deal) => (
        <SectionItem
          key={deal.id}
          mark={<Icon name="opportunity" />}
          title={deal.name}
          detail={deal.stage.name}
          end={<MoneyCell amountMinor={deal.amountMinor} currency={deal.currency} />}
          href={paths.opportunity(deal.id)}
        />
      ))}
    </Section>
  );
}
