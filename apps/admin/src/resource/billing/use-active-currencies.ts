import { useQuery } from '@tanstack/react-query';
import { maxPageSize } from '@crm/domain/page-limits';
import { trpc } from '#admin/lib/trpc.ts';

const staleTime = 300_000;

/** The currencies that this company deals in, as choices. @param known one that a record has stays */
export function useActiveCurrencies(known: string): readonly { readonly value: string; readonly label: string }[] {
  const { data } = useQuery(
    trpc.currency.list.queryOptions({ filter: { active: true }, limit: maxPageSize, sort: 'code' }, { staleTime }),
  );
  const items = data?.items.map(({ code }) => code) ?? [];
  return (items.includes(known) ? items : [known, ...items]).map((code) => ({ value: code, label: code }));
}
