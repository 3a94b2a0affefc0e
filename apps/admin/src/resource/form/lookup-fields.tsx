import type { LookupOption } from '@crm/ui/fields/use-lookup';
import { useMemo, type ReactNode } from 'react';
import { api } from '#admin/lib/trpc.ts';
import { contactsOf, searchAccounts, searchContacts, searchPeople, searchTeams } from '../lookups.ts';
import { RecordLookup } from './record-lookup.tsx';

interface LookupProps {
  readonly name: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly known?: { readonly id: string; readonly name: string } | null | undefined;
}

const readPerson = async (id: string): Promise<LookupOption> => {
  const { name } = await api.user.get.query({ id });
  return { id, label: name, kind: 'person' };
};
const readAccount = async (id: string): Promise<LookupOption> => {
  const { name } = await api.account.get.query({ id });
  return { id, label: name, kind: 'company' };
};
const readContact = async (id: string): Promise<LookupOption> => {
  const { name } = await api.contact.get.query({ id });
  return { id, label: name, kind: 'person' };
};
const readTeam = async (id: string): Promise<LookupOption> => {
  const { name } = await api.team.get.query({ id });
  return { id, label: name };
};

/** Somebody who signs in. */
export function PersonLookup(props: LookupProps) {
  return <RecordLookup {...props} kind="person" search={searchPeople} read={readPerson} />;
}

/** An account. */
export function AccountLookup(props: LookupProps) {
  return <RecordLookup {...props} kind="company" search={searchAccounts} read={readAccount} />;
}

/** A contact; of one account where it is known. */
export function ContactLookup({ accountId, ...props }: LookupProps & { readonly accountId?: string | null }) {
  const search = useMemo(() => (accountId ? contactsOf(accountId) : searchContacts), [accountId]);
  return <RecordLookup {...props} kind="person" search={search} read={readContact} />;
}

/** A team. */
export function TeamLookup(props: LookupProps) {
  return <RecordLookup {...props} search={searchTeams} read={readTeam} />;
}
