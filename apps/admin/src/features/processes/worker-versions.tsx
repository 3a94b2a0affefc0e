import { useQuery } from '@tanstack/react-query';
import { Status } from '@crm/ui/data/status';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import type { WorkerVersionState } from '@crm/domain/process/worker-version';
import { trpc } from '#admin/lib/trpc.ts';
import classes from './worker-versions.module.css';

const glyphs = {
  current: 'running',
  ramping: 'running',
  draining: 'timer',
  drained: 'done',
  inactive: 'queued',
} as const satisfies Record<WorkerVersionState, string>;

/** Which versions of the workers there are, and how many runs each has yet to end; nothing where there is only one. */
export function WorkerVersions() {
  const { t } = useTranslation('processes');
  const format = useFormat();
  const { data } = useQuery(trpc.process.versions.queryOptions({}, { retry: false }));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <ul className={classes.versions} aria-label={t('versions')}>
      {data.items.map(({ buildId, state, running }) => (
        <li key={buildId}>
          <Status state={glyphs[state]}>
            <bdi>{buildId}</bdi>: {t(`versionState.${state}`)} <b>{format.number(running)}</b>
          </Status>
        </li>
      ))}
    </ul>
  );
}
