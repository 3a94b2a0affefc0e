import { useQuery } from '@tanstack/react-query';
import { Badge, type Tone } from '@crm/ui/data/badge';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { SectionItem } from '@crm/ui/layout/section';
import { Dialog } from '@crm/ui/overlays/dialog';
import { Button } from '@crm/ui/controls/button';
import { useTranslation } from 'react-i18next';
import type { RuleRunRow } from '@crm/domain/workflow/rule-run';
import type { WorkflowRow } from '@crm/domain/workflow/workflow';
import { paths } from '#admin/app/paths.ts';
import { trpc } from '#admin/lib/trpc.ts';

const tones: Readonly<Record<RuleRunRow['state'], Tone>> = {
  queued: 'idle',
  running: 'accent',
  done: 'good',
  skipped: 'idle',
  stopped: 'bad',
};

interface RunsDialogProps {
  readonly row: WorkflowRow;
  readonly onVersions: () => void;
  readonly onClose: () => void;
}

/** When a rule ran, what fired it, and what came of it; each leads to its process, with every step. */
export function RunsDialog({ row, onVersions, onClose }: RunsDialogProps) {
  const { t } = useTranslation('rules');
  const { data } = useQuery(trpc.workflow.runs.queryOptions({ id: row.id }));
  return (
    <Dialog
      opened
      title={t('runsOf', { name: row.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onVersions}>{t('versions')}</Button>
          <Button variant="primary" onClick={onClose}>
            {t('close')}
          </Button>
        </>
      }
    >
      {row.lastError !== null && <Text tone="bad">{row.lastError}</Text>}
      {data?.items.length === 0 && <Text level={3}>{t('noRuns')}</Text>}
      {data?.items.map((run) => (
        <SectionItem
          key={run.id}
          wraps
          title={<Moment at={run.createdAt} />}
          detail={detailOf(run, t)}
          end={<Badge tone={run.error === null ? tones[run.state] : 'bad'}>{t(`runState.${run.state}`)}</Badge>}
          {...(run.processId !== null && { href: paths.process(run.processId) })}
        />
      ))}
    </Dialog>
  );
}

function detailOf(run: RuleRunRow, t: ReturnType<typeof useTranslation<'rules'>>['t']): string {
  const why =
    run.error ?? (run.reason === null ? t('stepsDone', { count: run.steps.length }) : t(`runReason.${run.reason}`));
  return [t(`firedBy.${run.firedBy}`), t('ruleVersion', { version: run.ruleVersion }), why].join(' · ');
}
