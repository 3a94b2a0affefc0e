import { Avatar } from '@crm/ui/data/avatar';
import { Facts, Nothing } from '@crm/ui/data/facts';
import { Figure } from '@crm/ui/data/figure';
import { Person } from '@crm/ui/data/named';
import { Text } from '@crm/ui/data/text';
import { PreviewHead } from '@crm/ui/layout/inspector';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { LeadRow } from '@crm/domain/lead/lead';
import { api } from '#admin/lib/trpc.ts';
import { MoneyCell, WordsCell } from '#admin/resource/list/cells.tsx';
import { PeekActions } from '#admin/resource/peek/peek-actions.tsx';
import { PeekActivities } from '#admin/resource/peek/peek-activities.tsx';
import { PeekProcesses } from '#admin/resource/peek/peek-processes.tsx';
import { LeadStatusBadge } from '#admin/resource/status-badges.tsx';
import { signed } from './lead-score.tsx';
import { useScoreWords } from '#admin/resource/use-score-words.ts';

/** A lead beside the list: who it is, what it is worth and why. */
export function LeadPeek({ row }: { readonly row: LeadRow }) {
  const { t } = useTranslation('vocabulary');
  const { t: own } = useTranslation('leads');
  const wordsOf = useScoreWords();
  return (
    <>
      <PreviewHead
        mark={<Avatar name={row.name} size="large" />}
        title={row.name}
        detail={[row.jobTitle, row.company].filter(Boolean).join(own('separator'))}
        badge={<LeadStatusBadge status={row.status} />}
        actions={<PeekActions resource="lead" api={api.lead} row={row} />}
      />
      <PeekProcesses subjectType="lead" subjectId={row.id} />
      <Section>
        <Facts
          facts={[
            {
              id: 'owner',
              label: t('field.owner'),
              value: row.assignee ? <Person name={row.assignee.name} /> : <Nothing label={t('nobody')} />,
            },
            { id: 'phone', label: t('field.phone'), value: <WordsCell words={row.phone} latin /> },
            { id: 'email', label: t('field.email'), value: <WordsCell words={row.email} latin /> },
            { id: 'source', label: t('field.source'), value: <WordsCell words={row.source} /> },
            {
              id: 'budget',
              label: t('field.budget'),
              value: <MoneyCell amountMinor={row.budgetMinor} currency={row.currency} />,
            },
          ]}
        />
      </Section>
      <Section title={t('field.score')} count={row.score ?? own('notScored')}>
        {row.scoreReasons.map((reason) => (
          <SectionItem key={reason.rule} title={wordsOf(reason)} end={<Figure>{signed(reason.points)}</Figure>} />
        ))}
      </Section>
      {row.message && (
        <Section title={t('field.message')}>
          <Text as="p" level={2}>
            {row.message}
          </Text>
        </Section>
      )}
      <PeekActivities subjectType="lead" subjectId={row.id} />
    </>
  );
}
