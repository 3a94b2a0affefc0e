import { useQuery } from '@tanstack/react-query';
import { Link } from '@crm/ui/controls/link';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { Icon } from '@crm/ui/icons/icon';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import { useSession } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { MoneyCell } from '#admin/resource/list/cells.tsx';

const shown = 6;

/** The open deals of whoever is signed in, by the day on which they should close. */
export function MyDeals() {
  const { t } = useTranslation('home');
  const { id } = useSession();
  const { data } = useQuery(
    trpc.opportunity.list.queryOptions({
      filter: { assignedTo: [id], status: ['open'] },
      sort: 'expectedCloseDate',
      limit: shown,
    }),
  );
  const items = data?.items.filter(({ expectedCloseDate }) => expectedCloseDate !== null);
  return (
    <Section
      title={t('deals')}
      end={<Link href={`${paths.opportunities}?assignedTo=me&status=open&sort=expectedCloseDate`}>{t('all')}</Link>}
    >
      {items?.length === 0 && <Text level={2}>{t('noDeals')}</Text>}
      {items?.map((deal) => (
        <SectionItem
          key={deal.id}
          mark={<Icon name="opportunity" />}
          title={deal.name}
          detail={
            <>
              {deal.stage.name}, {deal.expectedCloseDate && <Moment at={deal.expectedCloseDate} as="day" />}
            </>
          }
          end={<MoneyCell amountMinor={deal.amountMinor} currency={deal.currency} />}
          href={paths.opportunity(deal.id)}
        />
      ))}
    </Section>
  );
}
