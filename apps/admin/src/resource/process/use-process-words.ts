import { intlTag } from '@crm/ui/format/intl';
import { useLocale } from '@crm/ui/hooks/use-locale';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { currentStep } from '@crm/domain/process/process-steps.rules';
import type { ProcessRow, ProcessStep } from '@crm/domain/process/process';
import { useSession } from '#admin/lib/session.ts';

const steps = [
  'score',
  'assign',
  'respond',
  'pass_on',
  'match',
  'choose',
  'convert',
  'approve',
  'deliver',
  'remind_customer',
  'answer',
  'announce',
  'bill',
  'charge',
  'dun',
  'suspend',
  'act',
  'watch',
  'remind',
  'escalate',
  'route',
  'clocks',
  'warn',
  'wait',
  'notify',
  'select',
  'work',
  'finish',
] as const;
const details = [
  'scored',
  'assigned',
  'owned',
  'approved',
  'rejected',
  'expired',
  'answered',
  'let_go',
  'turn',
  'matched',
  'converted',
  'nothing_done',
  'close_date_passed',
  'deal_closed',
  'ticket_over',
  'raised',
  'warned',
  'selected',
  'progress',
  'finished',
  'taken_back',
  'quote_accepted',
  'quote_declined',
  'quote_expired',
  'quote_superseded',
  'billed',
  'paid',
  'not_owed',
  'period_dropped',
  'subscription_ended',
  'reminded_times',
  'paused_unpaid',
  'acted',
] as const;
const whys = [
  'several_accounts',
  'several_contacts',
  'account_conflict',
  'nothing_done',
  'close_date_passed',
  'next_step',
  'seen',
] as const;

/** A step in one of these is where the process stands. */
const inSight = ['failed', 'retry', 'running', 'human', 'timer'] as const;

/** What the steps of a process and those it waits for are called. */
export function useProcessWords() {
  const { t } = useTranslation('process');
  const { locale } = useLocale();
  const me = useSession().id;
  return useMemo(() => {
    const list = new Intl.ListFormat(intlTag[locale], { type: 'disjunction' });
    const step = (key: string) => t(`step.${steps.find((known) => known === key) ?? 'other'}`);
    return {
      step,
      /** The step that a process is at, or that it ended at. */
      stepOf: (process: ProcessRow) => {
        const atWork = process.steps.findLast(({ state }) => inSight.some((each) => each === state));
        const at = atWork ?? currentStep(process.steps) ?? process.steps.at(-1);
        return at ? step(at.key) : '';
      },
      /** What came of a step: "3 accounts found". */
      detail: ({ detail }: ProcessStep) => {
        const code = details.find((known) => known === detail?.code);
        if (code === undefined || detail === null) return undefined;
        const { score = '', name = '', accounts = '', contacts = '', turns = '' } = detail.params;
        const { done = '', total = '', failed = '', percent = '', number = '', times = '' } = detail.params;
        const told = { score, name, accounts, contacts, turns, done, total, failed, percent, number, times };
        return t(`detail.${code}`, told);
      },
      why: (reason: string | null) => {
        const known = whys.find((code) => code === reason);
        return known && t(`why.${known}`);
      },
      who: ({ wait }: ProcessRow) => {
        const names = (wait?.actors ?? []).map((actor) => (actor.id === me ? t('you') : actor.name));
        return names.length === 0 ? t('somebody') : list.format(names);
      },
    };
  }, [t, locale, me]);
}
