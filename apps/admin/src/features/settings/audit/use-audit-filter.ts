import { useSearchParams } from 'react-router';
import type { Inputs } from '#admin/lib/trpc.ts';

type ServerFilter = NonNullable<Inputs['auditlog']['list']>['filter'];

const names = ['resource', 'actor', 'record', 'from', 'to'] as const;
type AuditValues = Readonly<Partial<Record<(typeof names)[number], string>>>;

/** What of the audit log is looked at; kept in the address, so that it can be sent to somebody. */
export function useAuditFilter() {
  const [search, setSearch] = useSearchParams();
  const values: AuditValues = Object.fromEntries(
    names.flatMap((name) => {
      const value = search.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const server: ServerFilter = {
    ...(values.resource && { resource: [values.resource] }),
    ...(values.actor && { actorId: values.actor }),
    ...(values.record && { recordId: values.record }),
    ...(values.from && { occurredFrom: startOf(values.from) }),
    ...(values.to && { occurredTo: startOf(values.to, 1) }),
  };
  return {
    values,
    server,
    isSet: Object.keys(values).length > 0,
    set: (changes: { readonly [Name in keyof AuditValues]: string | undefined }) => {
      const next = Object.entries({ ...values, ...changes }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as [string, string]],
      );
      setSearch(next);
    },
    clear: () => setSearch([]),
  };
}

export type AuditFilterState = ReturnType<typeof useAuditFilter>;

/** Midnight of a day here, or of one after it: the end of a day is the beginning of the next. */
function startOf(day: string, later = 0): string {
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + later);
  return at.toISOString();
}
