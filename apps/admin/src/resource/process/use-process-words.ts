import { intlTag } from '@crm/ui/format/intl';
import { useLocale } from '@crm/ui/hooks/use-locale';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { currentStep } from '@crm/domain/process/process-steps.rules';
import type { ProcessRow, ProcessStep } from '@crm/domain/process/process';
import { useSession } from '#admin/lib/session.ts';

const steps = ['score', 'assign', 'match', 'choose', 'convert', 'wait', 'notify'] as const;
const details = ['scored', 'assigned', 'owned', 'matched', 'converted'] as const;
const whys = ['several_accounts', 'several_contacts', 'account_conflict'] as const;

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
        const failed = process.steps.find(({ state }) => state === 'failed');
        const at = failed ?? currentStep(process.steps) ?? process.steps.at(-1);
        return at ? step(at.key) : '';
      },
      /** What came of a step: "3 accounts found". */
      detail: ({ detail }: ProcessStep) => {
        const code = details.find((known) => known === detail?.code);
        if (code === undefined || detail === null) return undefined;
        const { score = '', name = '', accounts = '', contacts = '' } = detail.params;
        return t(`detail.${code}`, { score, name, accounts, contacts });
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
