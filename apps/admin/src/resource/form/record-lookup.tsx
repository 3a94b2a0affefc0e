import { useQuery } from '@tanstack/react-query';
import { LookupField } from '@crm/ui/fields/lookup-field';
import type { LookupOption, LookupSearch } from '@crm/ui/fields/use-lookup';
import { useState, type ReactNode } from 'react';

/** Names stand still long enough. */
const staleTime = 5 * 60_000;

interface RecordLookupProps {
  readonly name: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  /** The record's id. */
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly search: LookupSearch;
  /** Reads the name behind an id that nobody has chosen here: of a link, or of what was typed before a reload. */
  readonly read: (id: string) => Promise<LookupOption>;
  /** What is known already, so that nothing must be read. */
  readonly known?: { readonly id: string; readonly name: string } | null | undefined;
  readonly kind?: LookupOption['kind'];
}

/** A field that holds the id of another record and shows its name. */
export function RecordLookup(props: RecordLookupProps) {
  const { value, onChange, search, read, known, kind, ...field } = props;
  const [chosen, setChosen] = useState<LookupOption | undefined>();
  const fromRow: LookupOption | undefined =
    known && known.id === value ? { id: known.id, label: known.name, ...(kind && { kind }) } : undefined;
  const atHand = chosen?.id === value ? chosen : fromRow;
  const named = useQuery({
    queryKey: ['name-of', field.name, value],
    queryFn: () => read(value ?? ''),
    enabled: value !== null && atHand === undefined,
    staleTime,
  });
  const option = value === null ? undefined : (atHand ?? named.data ?? { id: value, label: '…' });
  return (
    <LookupField
      {...field}
      value={option}
      search={search}
      onChange={(next) => {
        setChosen(next);
        onChange(next?.id ?? null);
      }}
    />
  );
}
