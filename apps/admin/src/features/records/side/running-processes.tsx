import { useQuery } from '@tanstack/react-query';
import { Link } from '@crm/ui/controls/link';
import { Section } from '@crm/ui/layout/section';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import type { ProcessKind } from '@crm/domain/process/process';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { ProcessCard } from '#admin/resource/process/process-card.tsx';
import classes from './running-processes.module.css';

interface RunningProcessesProps {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  /** Shown elsewhere on the page already. */
  readonly except?: ProcessKind;
}

/** What runs for a record now: what each waits for, live. */
export function RunningProcesses({ subjectType, subjectId, except }: RunningProcessesProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const may = useMay();
  const { data } = useQuery(
    trpc.process.list.queryOptions(
      { filter: { subjectType, subjectId, open: true } },
      { enabled: may('process:read') },
    ),
  );
  const items = data?.items.filter(({ kind }) => kind !== except) ?? [];
  if (items.length === 0) return null;
  return (
    <Section
      title={t('running')}
      count={format.number(items.length)}
      end={<Link href="?tab=processes">{t('all')}</Link>}
    >
      <div className={classes.cards}>
        {items.map((process) => (
          <ProcessCard key={process.id} process={process} />
        ))}
      </div>
    </Section>
  );
}
