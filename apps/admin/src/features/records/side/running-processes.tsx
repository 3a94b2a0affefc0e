import { useQuery } from '@tanstack/react-query';
import { Link } from '@crm/ui/controls/link';
import { Section } from '@crm/ui/layout/section';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { ProcessCard } from '#admin/resource/process/process-card.tsx';
import classes from './running-processes.module.css';

interface RunningProcessesProps {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
}

/** What runs for a record now: what each waits for, live. */
export function RunningProcesses({ subjectType, subjectId }: RunningProcessesProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const may = useMay();
  const { data } = useQuery(
    trpc.process.list.queryOptions(
      { filter: { subjectType, subjectId, open: true } },
      { enabled: may('process:read') },
    ),
  );
  if (!data || data.items.length === 0) return null;
  return (
    <Section
      title={t('running')}
      count={format.number(data.items.length)}
      end={<Link href="?tab=processes">{t('all')}</Link>}
    >
      <div className={classes.cards}>
        {data.items.map((process) => (
          <ProcessCard key={process.id} process={process} />
        ))}
      </div>
    </Section>
  );
}
