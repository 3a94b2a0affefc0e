import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { processKinds, processStates, type ProcessFilter, type ProcessState } from '@crm/domain/process/process';
import type { WaitReason } from '@crm/domain/process/wait-reasons';
import { useNow } from '@crm/ui/hooks/use-now';
import { listOf, type FilterField, type FilterValues } from '#admin/resource/filter/filter-field.ts';
import { useListParams } from '#admin/resource/list/list-params.ts';

/** What can be filtered by, of what processes wait for. */
const reasons = [
  'choose_match',
  'nobody_takes_leads',
  'until_due',
  'lead_to_answer',
  'lead_unanswered',
  'deal_moves',
  'deal_stands_still',
  'mail_goes_out',
  'mail_refused',
  'customer_answers',
  'approve_quote',
  'approve_rule',
  'rule_waits',
  'nobody_takes_tickets',
  'ticket_to_take',
  'until_renewal',
  'until_end',
  'subscription_paused',
  'asking_provider',
  'payment_expected',
  'payment_missing',
  'ticket_clock_runs',
  'ticket_late',
] as const satisfies WaitReason[];

export const shows = ['all', 'open', 'waiting', 'repair'] as const;
export type Show = (typeof shows)[number];

/** For how long something waits, in hours. */
const ages = ['1', '24', '72', '168'] as const;
const hourMs = 3_600_000;
/** How often "since more than an hour" is asked anew. ms */
const askedAnewMs = 300_000;
const waiting: ProcessState[] = ['waiting_human', 'waiting_timer'];

/** Which processes are shown; the address holds it, so that a filter is a link that can be kept. */
export function useProcessFilter() {
  const fields = useProcessFields();
  const { params, change } = useListParams(fields);
  const [search, setSearch] = useSearchParams();
  const now = useNow(askedAnewMs);
  const { values } = params;
  // A state is looked for among all, not within a group of states.
  const show = values['state'] ? 'all' : (shows.find((known) => known === search.get('show')) ?? 'open');
  const { common, filter } = useMemo(() => {
    const shared = conditionsOf(values, now);
    return { common: shared, filter: { ...shared, ...stateOf(show, values) } satisfies ProcessFilter };
  }, [values, show, now]);
  const setShow = (next: Show) =>
    setSearch(
      (current) => {
        const changed = new URLSearchParams(current);
        changed.delete('state');
        if (next === 'open') changed.delete('show');
        else changed.set('show', next);
        return changed;
      },
      { replace: true },
    );
  return {
    fields,
    values,
    show,
    filter,
    /** Without the state: what is counted by state. */
    common,
    setShow,
    change: (wanted: Readonly<Record<string, string | undefined>>) => change({ values: wanted }, { replace: true }),
    clear: () => setSearch({ show: 'all' }, { replace: true }),
  };
}

function useProcessFields(): readonly FilterField[] {
  const { t } = useTranslation('processes');
  const { t: process } = useTranslation('process');
  return useMemo<readonly FilterField[]>(
    () => [
      {
        id: 'kind',
        kind: 'choice',
        label: t('column.kind'),
        options: processKinds.map((value) => ({ value, label: process(`kind.${value}`) })),
      },
      {
        id: 'state',
        kind: 'choice',
        label: t('column.state'),
        options: processStates.map((value) => ({ value, label: process(`state.${value}`) })),
      },
      {
        id: 'reason',
        kind: 'choice',
        label: t('column.waits'),
        options: reasons.map((value) => ({ value, label: t(`waitReason.${value}`) })),
      },
      {
        id: 'age',
        kind: 'choice',
        single: true,
        label: t('age'),
        options: ages.map((value) => ({ value, label: t(`ages.${value}`) })),
      },
      { id: 'error', kind: 'words', label: t('errorCode') },
    ],
    [t, process],
  );
}

function conditionsOf(values: FilterValues, now: Date): ProcessFilter {
  const kind = known(processKinds, values['kind']);
  const waitReason = known<WaitReason>(reasons, values['reason']);
  const errorCode = [...listOf(values['error'])];
  const age = ages.find((each) => each === values['age']);
  const name = values['q'];
  return {
    ...(kind.length > 0 && { kind }),
    ...(waitReason.length > 0 && { waitReason }),
    ...(errorCode.length > 0 && { errorCode }),
    ...(age && { waitingBefore: new Date(now.getTime() - Number(age) * hourMs).toISOString() }),
    ...(name && name.length > 1 && { name }),
  };
}

function stateOf(show: Show, values: FilterValues): ProcessFilter {
  const state = known(processStates, values['state']);
  if (state.length > 0) return { state };
  switch (show) {
    case 'open':
      return { open: true };
    case 'waiting':
      return { state: waiting };
    case 'repair':
      return { needsRepair: true };
    default:
      return {};
  }
}

function known<Value extends string>(all: readonly Value[], value: string | undefined): Value[] {
  const wanted = listOf(value);
  return all.filter((each) => wanted.includes(each));
}
