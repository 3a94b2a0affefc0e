import { Button } from '@crm/ui/controls/button';
import { useFormat } from '@crm/ui/hooks/use-format';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { Block } from '@crm/ui/process/block';
import { LogTable, type LogLine } from '@crm/ui/process/log-table';
import { useTranslation } from 'react-i18next';
import type { ProcessRow } from '@crm/domain/process/process';
import { stepGlyphs } from '#admin/resource/process/process-states.ts';
import { useProcessWords } from '#admin/resource/process/use-process-words.ts';

/** What happened in a process, newest first: the beginnings and ends of its steps. */
export function ProcessLog({ process }: { readonly process: ProcessRow }) {
  const { t } = useTranslation('processes');
  const { t: common } = useTranslation('process');
  const format = useFormat();
  const words = useProcessWords();
  const time = (at: string) => `${format.day(at)} ${format.timeExact(at)}`;
  const lines = process.steps
    .flatMap((step) => {
      const tries = step.attempts > 1 ? common('attempts', { count: step.attempts }) : undefined;
      const isTrouble = step.state === 'failed' || step.state === 'retry';
      const told = [words.detail(step), tries, isTrouble ? process.error?.message : undefined];
      const base = { step: words.step(step.key), detail: told.filter(Boolean).join(t('comma')) };
      const began: readonly (LogLine & { at: string })[] = step.startedAt
        ? [
            {
              ...base,
              detail: '',
              id: `${step.key} began`,
              at: step.startedAt,
              time: time(step.startedAt),
              state: 'running',
              event: t('event.started'),
            },
          ]
        : [];
      const at = step.endedAt ?? (step.state === 'running' || step.state === 'queued' ? null : step.startedAt);
      const ended: readonly (LogLine & { at: string })[] = at
        ? [
            {
              ...base,
              id: `${step.key} ${step.state}`,
              at,
              time: time(at),
              state: stepGlyphs[step.state],
              event: t(`event.${step.state}`),
              isMarked: step.endedAt === null,
            },
          ]
        : [];
      return [...began, ...ended];
    })
    .toReversed()
    .toSorted((a, b) => b.at.localeCompare(a.at));
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(JSON.stringify(process, null, 2));
      showToast({ title: t('copied'), state: 'done' });
    } catch {
      // Refused by the person or the browser, or there is none: the address is not a secure one.
      showToast({ title: t('copyFailed'), state: 'failed' });
    }
  };
  return (
    <Block
      title={t('log')}
      count={format.number(lines.length)}
      end={
        <Button variant="ghost" size="small" icon="copy" onClick={() => void copy()}>
          {t('copy')}
        </Button>
      }
    >
      <LogTable
        label={t('logLabel')}
        heads={{ time: t('head.time'), step: t('head.step'), event: t('head.event'), detail: t('head.detail') }}
        lines={lines}
      />
    </Block>
  );
}
