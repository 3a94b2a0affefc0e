import { Button } from '@crm/ui/controls/button';
import { Menu } from '@crm/ui/overlays/menu';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { me } from '#admin/resource/filter/to-server-filter.ts';

interface OwnerFilterProps {
  readonly owner: string | undefined;
  readonly onChange: (owner: string | undefined) => void;
}

/** Whose deals are shown. */
export function OwnerFilter({ owner, onChange }: OwnerFilterProps) {
  const { t } = useTranslation('board');
  const may = useMay();
  const { data } = useQuery(
    trpc.user.list.queryOptions(
      { filter: { status: ['active'], role: ['admin', 'manager', 'sales_rep'] }, limit: maxPageSize, sort: 'name' },
      { enabled: may('user:read'), staleTime: 300_000 },
    ),
  );
  const people = data?.items ?? [];
  const name = owner === me ? t('me') : (people.find(({ id }) => id === owner)?.name ?? t('everybody'));
  return (
    <Menu
      label={t('owner', { name })}
      target={
        <Button variant="ghost" size="small" icon="users" iconEnd="chevron-down">
          {t('owner', { name })}
        </Button>
      }
      groups={[
        {
          id: 'usual',
          entries: [
            { id: 'all', label: t('everybody'), checked: owner === undefined, onSelect: () => onChange(undefined) },
            { id: me, label: t('me'), checked: owner === me, onSelect: () => onChange(me) },
          ],
        },
        {
          id: 'people',
          entries: people.map((person) => ({
            id: person.id,
            label: person.name,
            checked: owner === person.id,
            onSelect: () => onChange(person.id),
          })),
        },
      ]}
    />
  );
}
