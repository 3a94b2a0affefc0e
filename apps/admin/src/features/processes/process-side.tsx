import { ButtonLink } from '@crm/ui/controls/button';
import { Link } from '@crm/ui/controls/link';
import { Facts } from '@crm/ui/data/facts';
import { Moment } from '@crm/ui/data/moment';
import { Person } from '@crm/ui/data/named';
import { Code, Text } from '@crm/ui/data/text';
import { Section } from '@crm/ui/layout/section';
import { Consequences } from '@crm/ui/process/consequences';
import { useTranslation } from 'react-i18next';
import type { ProcessDetails } from '@crm/domain/process/process-details';
import type { ProcessRow } from '@crm/domain/process/process';
import { paths } from '#admin/app/paths.ts';
import { ProcessStatus } from '#admin/resource/process/process-status.tsx';
import { SubjectLink } from '#admin/resource/subject-link.tsx';
import { useConsequences } from './use-consequences.ts';

interface ProcessSideProps {
  readonly process: ProcessRow;
  readonly details: ProcessDetails | undefined;
}

/** Beside a process: what a verb would do, who may act, the facts. */
export function ProcessSide({ process, details }: ProcessSideProps) {
  const { t } = useTranslation('processes');
  const { t: words } = useTranslation('process');
  const consequences = useConsequences(process.kind);
  const { wait, error, startedBy, temporalUrl } = process;
  return (
    <>
      {process.abilities.cancel && (
        <Section title={t('ifCancel')}>
          <Consequences items={consequences} />
        </Section>
      )}
      {wait && wait.actors.length > 0 && (
        <Section title={t('who')}>
          {wait.actors.map((actor) => (
            <Person key={actor.id} name={actor.name} detail={words(`as.${actor.as}`)} />
          ))}
        </Section>
      )}
      {details && details.touched.length > 0 && (
        <Section title={t('touched')}>
          <ul>
            {details.touched.map(({ type, id, name }) => (
              <li key={id}>
                <SubjectLink type={type} id={id} name={name} /> <Text level={3}>{t(`record.${type}`)}</Text>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {details && details.runs.length > 1 && (
        <Section title={t('runs')}>
          <ul>
            {details.runs.map((run) => (
              <li key={run.id}>
                <ProcessStatus state={run.state} />{' '}
                {run.id === process.id ? (
                  <Text level={3}>{t('thisRun')}</Text>
                ) : (
                  <Link href={paths.process(run.id)}>
                    <Moment at={run.startedAt} as="appointment" />
                  </Link>
                )}
                {run.id === process.restartedFrom && <Text level={3}> {t('ranAgain')}</Text>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('facts')}>
        <Facts
          facts={[
            { id: 'state', label: t('state'), value: <ProcessStatus state={process.state} /> },
            { id: 'started', label: t('started'), value: <Moment at={process.startedAt} as="appointment" /> },
            ...(process.closedAt
              ? [{ id: 'ended', label: t('ended'), value: <Moment at={process.closedAt} as="appointment" /> }]
              : []),
            {
              id: 'by',
              label: t('by'),
              value: startedBy ? <Person name={startedBy.name} /> : <Text level={2}>{t('itself')}</Text>,
            },
            { id: 'id', label: t('processId'), value: <Code>{process.workflowId}</Code> },
            ...(error ? [{ id: 'error', label: t('error'), value: <Text tone="bad">{error.message}</Text> }] : []),
          ]}
        />
        {temporalUrl && (
          <ButtonLink block icon="external" href={temporalUrl} target="_blank" rel="noreferrer">
            {t('temporal')}
          </ButtonLink>
        )}
      </Section>
    </>
  );
}
