import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { TextField } from '@crm/ui/fields/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '#admin/lib/trpc.ts';
import { offered } from './people-editor.tsx';
import { PickList } from './pick-list.tsx';
import { useNames } from './use-names.ts';

interface AccountEditorProps {
  readonly label: string;
  readonly chosen: string | undefined;
  readonly onChange: (chosen: string | undefined) => void;
}

/** One account, found by typing. */
export function AccountEditor({ label, chosen, onChange }: AccountEditorProps) {
  const { t } = useTranslation('resource');
  const [query, setQuery] = useState('');
  const q = query.trim();
  const found = useQuery(
    trpc.account.list.queryOptions(
      { ...(q && { filter: { q } }), limit: offered, sort: 'name' },
      { placeholderData: keepPreviousData },
    ),
  );
  const known = chosen === undefined ? [] : [chosen];
  const names = useNames('account', known);
  const options = [
    ...known.map((id) => ({ value: id, label: names.get(id) ?? '…' })),
    ...(found.data?.items ?? []).filter(({ id }) => id !== chosen).map(({ id, name }) => ({ value: id, label: name })),
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
      <PickList
        label={label}
        options={options}
        chosen={known}
        onChange={([id]) => onChange(id)}
        single
        busy={found.isFetching}
      />
    </>
  );
}
