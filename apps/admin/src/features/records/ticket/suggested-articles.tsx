import { useQuery } from '@tanstack/react-query';
import { Icon } from '@crm/ui/icons/icon';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';

const shown = 4;

/** What the knowledge base says to a ticket like this. */
export function SuggestedArticles({ ticketId }: { readonly ticketId: string }) {
  const { t } = useTranslation('desk');
  const may = useMay();
  const { data } = useQuery(trpc.ticket.suggest.queryOptions({ id: ticketId }, { enabled: may('kb_article:read') }));
  const items = data?.items.slice(0, shown) ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t('kb.suggested')}>
      {items.map(({ id, title }) => (
        <SectionItem key={id} wraps mark={<Icon name="book" />} title={title} href={paths.article(id)} />
      ))}
    </Section>
  );
}
