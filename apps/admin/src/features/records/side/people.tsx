import { useQuery } from '@tanstack/react-query';
import { Avatar } from '@crm/ui/data/avatar';
import { Badge } from '@crm/ui/data/badge';
import { IconButton } from '@crm/ui/controls/icon-button';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { useForms } from '#admin/resource/use-forms.ts';

const shown = 6;

/** The people of an account. */
export function People({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const may = useMay();
  const forms = useForms();
  const { data } = useQuery(
    trpc.contact.list.queryOptions({ filter: { accountId }, limit: shown }, { enabled: may('contact:read') }),
  );
  const items = data?.items ?? [];
  if (items.length === 0 && !may('contact:create')) return null;
  return (
    <Section
      title={t('people')}
      count={items.length > 0 ? format.number(items.length) : undefined}
      end={
        may('contact:create') && (
          <IconButton
            icon="plus"
            size="small"
            variant="ghost"
            label={t('add')}
            onClick={() => forms.create('contact', { accountId })}
          />
        )
      }
    >
      {items.map((person) => (
        <SectionItem
          key={person.id}
          mark={<Avatar name={person.name} />}
          title={person.name}
          detail={person.jobTitle ?? undefined}
          end={person.isPrimary ? <Badge tone="accent">{t('primary')}</Badge> : undefined}
          href={paths.contact(person.id)}
        />
      ))}
    </Section>
  );
}
