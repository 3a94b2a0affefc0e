import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { deliveredScoringRules } from '@crm/domain/lead/delivered-scoring-rules';
import type { ScoreReason } from '@crm/domain/lead/lead-scoring.rules';

/** The rules of scoring in words: those that the product came with in the reader's language, others as people named them. */
export function useScoreWords() {
  const { t } = useTranslation('vocabulary');
  return useCallback(
    ({ rule }: Pick<ScoreReason, 'rule'>): string => {
      const delivered = deliveredScoringRules.find((known) => known.rule === rule);
      return delivered ? t(`scoreRule.${delivered.rule}`) : rule;
    },
    [t],
  );
}
