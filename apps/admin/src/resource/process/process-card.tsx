import { Link } from '@crm/ui/controls/link';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useNow } from '@crm/ui/hooks/use-now';
import { WaitCard, waitProgress, type WaitTone } from '@crm/ui/process/wait-card';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessRow } from '@crm/domain/process/process';
import { paths } from '#admin/app/paths.ts';
import { SubjectLink } from '#admin/resource/subject-link.tsx';
import { processGlyphs } from './process-states.ts';
import { useProcessWords } from './use-process-words.ts';
import { useWaitNext } from './use-wait-next.ts';
import { WaitSentence } from './wait-sentence.tsx';

interface ProcessCardProps {
  readonly process: ProcessRow;
  /** Names the record too: outside of its own page. */
  readonly withSubject?: boolean;
  readonly actions?: ReactNode;
}

/** How much of a wait may be gone before it is called late. */
const lateFrom = 0.75;

/** A process as a wait card: what it waits for, since when, until when, what comes next. Live. */
export function ProcessCard({ process, withSubject = false, actions }: ProcessCardProps) {
  const { t } = useTranslation('process');
  const format = useFormat();
  const now = useNow(30_000);
  const words = useProcessWords();
  const { wait } = process;
  const until = wait?.dueAt ?? wait?.next?.at;
  const progress = wait && until ? waitProgress(wait.since, until, now) : undefined;
  const kind = t(`kind.${process.kind}`);
  return (
    <WaitCard
      state={processGlyphs[process.state]}
      sentence={<WaitSentence process={process} />}
      detail={
        <>
          <Link href={paths.process(process.id)}>{kind}</Link>
          {withSubject && (
            <>
              {' '}
              {t('of')} <SubjectLink type={process.subjectType} id={process.subjectId} name={process.subjectName} />
            </>
          )}
          {wait && words.why(wait.why) && `. ${words.why(wait.why) ?? ''}`}
        </>
      }
      progress={progress}
      tone={toneOf(progress, process)}
      since={
        wait
          ? t('since', { at: format.appointment(wait.since) })
          : t('started', { at: format.appointment(process.startedAt) })
      }
      due={until ? t('due', { at: format.appointment(until) }) : undefined}
      next={useWaitNext(wait)}
      actions={actions}
    />
  );
}

function toneOf(progress: number | undefined, { wait, state }: ProcessRow): WaitTone {
  if (state === 'running') return 'run';
  // Time that passes until something is due is no delay.
  if (progress === undefined || wait?.reason === 'until_due') return 'calm';
  if (progress >= 1) return 'over';
  return progress >= lateFrom ? 'late' : 'calm';
}
