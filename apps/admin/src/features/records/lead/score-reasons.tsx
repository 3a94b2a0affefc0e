import { Figure } from '@crm/ui/data/figure';
import { Text } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { ScoreReason } from '@crm/domain/lead/lead-scoring.rules';
import { useScoreWords } from '#admin/resource/use-score-words.ts';

interface ScoreReasonsProps {
  readonly reasons: readonly ScoreReason[];
  readonly score: number | null;
}

/** Why a lead has its score: each rule with its points. */
export function ScoreReasons({ reasons, score }: ScoreReasonsProps) {
  const { t } = useTranslation('records');
  const wordsOf = useScoreWords();
  const format = useFormat();
  if (score === null) return null;
  return (
    <Section title={t('reasons')} count={format.number(score)}>
      {reasons.map(({ rule, points }) => (
        <SectionItem
          key={rule}
          title={wordsOf({ rule })}
          end={
            <Text tone={points < 0 ? 'bad' : undefined}>
              <Figure>{format.number(points, { signDisplay: 'always' })}</Figure>
            </Text>
          }
        />
      ))}
    </Section>
  );
}
