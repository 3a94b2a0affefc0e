import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { TextField } from '@crm/ui/fields/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '#admin/lib/trpc.ts';
import { PickList } from './pick-list.tsx';
import { me } from './to-server-filter.ts';
import { useNames } from './use-names.ts';

/** How many are offered; the rest is found by typing. */
export const offered = 20;

interface PeopleEditorProps {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** People to tick: oneself first, then who is chosen, then who is found. */
export function PeopleEditor({ label, chosen, onChange }: PeopleEditorProps) {
  const { t } = useTranslation('resource');
  const [query, setQuery] = useState('');
  const q = query.trim();
  const found = useQuery(
    trpc.user.list.queryOptions(
      { filter: { status: ['active'], ...(q && { q }) }, limit: offered, sort: 'name' },
      { placeholderData: keepPreviousData },
    ),
  );
  const others = chosen.filter((id) => id !== me);
  const names = useNames('user', others);
  const options = [
    ...(q === '' ? [{ value: me, label: t('filter.me') }] : []),
    ...others.map((id) => ({ value: id, label: names.get(id) ?? '…' })),
    ...(found.data?.items ?? [])
      .filter(({ id }) => !others.includes(id))
      .map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <>
      <TextField
        label={label}
        value={query}
        onChange={setQuery}
        type="search"
        icon="search"
        placeholder={t('filter.typeName')}
      />
      <PickList label={label} options={options} chosen={chosen} onChange={onChange} busy={found.isFetching} />
    </>
  );
}
