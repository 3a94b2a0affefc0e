import { useFormat } from '@crm/ui/hooks/use-format';
import { useNow } from '@crm/ui/hooks/use-now';
import { Block } from '@crm/ui/process/block';
import { StepDiagram } from '@crm/ui/process/step-diagram';
import { useTranslation } from 'react-i18next';
import type { ProcessRow } from '@crm/domain/process/process';
import { stepGlyphs } from '#admin/resource/process/process-states.ts';
import { useProcessWords } from '#admin/resource/process/use-process-words.ts';
import { RetryCountdown } from './retry-countdown.tsx';
import { stepLength } from './step-length.ts';

/** The steps of a process in their order, coloured by state. */
export function ProcessSteps({ process }: { readonly process: ProcessRow }) {
  const { t } = useTranslation('processes');
  const { t: common } = useTranslation('process');
  const format = useFormat();
  const now = useNow(5_000);
  const words = useProcessWords();
  const done = process.steps.filter(({ state }) => state === 'done').length;
  return (
    <Block
      title={t('steps')}
      count={t('stepsDone', { done: format.number(done), all: format.number(process.steps.length) })}
    >
      <StepDiagram
        label={t('steps')}
        stages={process.steps.map((step) => {
          const length = stepLength(step, now);
          const tries = step.attempts > 1 ? common('attempts', { count: step.attempts }) : undefined;
          const took = length === undefined ? t('notStarted') : format.duration(length);
          return [
            {
              id: step.key,
              label: words.step(step.key),
              state: stepGlyphs[step.state],
              note:
                step.state === 'retry' && process.retryAt ? (
                  <>
                    {tries ?? took}
                    {t('comma')}
                    <RetryCountdown at={process.retryAt} />
                  </>
                ) : (
                  [took, tries, words.detail(step)].filter(Boolean).join(t('comma'))
                ),
            },
          ];
        })}
      />
    </Block>
  );
}
