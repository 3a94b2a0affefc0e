import { useQuery } from '@tanstack/react-query';
import { Avatar } from '@crm/ui/data/avatar';
import { Link } from '@crm/ui/controls/link';
import { Text } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import { useSession } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';

const shown = 6;

/** The newest leads that were given to whoever is signed in. */
export function MyLeads() {
  const { t } = useTranslation('home');
  const format = useFormat();
  const { id } = useSession();
  const { data } = useQuery(
    trpc.lead.list.queryOptions({
      filter: { assignedTo: [id], status: ['new', 'working', 'qualified'] },
      sort: '-createdAt',
      limit: shown,
    }),
  );
  return (
    <Section title={t('leads')} end={<Link href={`${paths.leads}?assignedTo=me`}>{t('all')}</Link>}>
      {data?.items.length === 0 && <Text level={2}>{t('noLeads')}</Text>}
      {data?.items.map((lead) => (
        <SectionItem
          key={lead.id}
          mark={<Avatar name={lead.name} />}
          title={lead.name}
          detail={lead.company ?? undefined}
          end={lead.score === null ? undefined : t('score', { score: format.number(lead.score) })}
          href={paths.lead(lead.id)}
        />
      ))}
    </Section>
  );
}
