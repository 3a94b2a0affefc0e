import { useQuery } from '@tanstack/react-query';
import { Section } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { ProcessCard } from '../process/process-card.tsx';

const shown = 3;

interface PeekProcessesProps {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
}

/** What a record waits for: the first thing to know of it. */
export function PeekProcesses({ subjectType, subjectId }: PeekProcessesProps) {
  const { t } = useTranslation('resource');
  const may = useMay();
  const { data } = useQuery(
    trpc.process.list.queryOptions(
      { filter: { subjectType, subjectId, open: true }, limit: shown },
      { enabled: may('process:read') },
    ),
  );
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={t('peek.waiting')}>
      {data.items.map((process) => (
        <ProcessCard key={process.id} process={process} />
      ))}
    </Section>
  );
}
