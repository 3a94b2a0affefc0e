import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScoreReason } from '@crm/domain/lead/lead-scoring.rules';

const rules = [
  'company_email',
  'phone',
  'company',
  'decision_maker',
  'website',
  'budget',
  'large_budget',
  'telling_message',
  'referral',
  'refused_contact',
  'no_way_to_reach',
] as const;

/** The rules of scoring in words. A rule that this page does not know yet is named as such. */
export function useScoreWords() {
  const { t } = useTranslation('vocabulary');
  return useCallback(
    ({ rule }: ScoreReason): string => t(`scoreRule.${rules.find((known) => known === rule) ?? 'other'}`),
    [t],
  );
}
