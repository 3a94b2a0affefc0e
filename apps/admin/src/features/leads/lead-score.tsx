import { Nothing } from '@crm/ui/data/facts';
import { Figure } from '@crm/ui/data/figure';
import { tooltip } from '@crm/ui/overlays/tooltip';
import { useTranslation } from 'react-i18next';
import type { ScoreReason } from '@crm/domain/lead/lead-scoring.rules';
import classes from './lead-score.module.css';
import { useScoreWords } from '#admin/resource/use-score-words.ts';

interface LeadScoreProps {
  readonly score: number | null;
  readonly reasons: readonly ScoreReason[];
}

/** The score of a lead as a row shows it; which rules gave the points is said on hover and to screen readers. */
export function LeadScore({ score, reasons }: LeadScoreProps) {
  const { t } = useTranslation('leads');
  const wordsOf = useScoreWords();
  if (score === null) return <Nothing label={t('notScored')} />;
  const why = reasons.map((reason) => `${wordsOf(reason)} ${signed(reason.points)}`).join(t('separator'));
  return (
    <span className={classes.score} {...tooltip(why === '' ? t('noRule') : why)}>
      <span className={classes.bar} aria-hidden="true">
        <span className={classes.part} style={{ '--share': `${score}%` }} />
      </span>
      <Figure>{score}</Figure>
      <span className={classes.hidden}>{why}</span>
    </span>
  );
}

/** Points with their sign. */
export function signed(points: number): string {
  return points > 0 ? `+${points}` : `−${Math.abs(points)}`;
}
