import { Moment } from '@crm/ui/data/moment';
import { Person } from '@crm/ui/data/named';
import { Status } from '@crm/ui/data/status';
import { Text } from '@crm/ui/data/text';
import type { Column } from '@crm/ui/table/column';
import { useTranslation } from 'react-i18next';
import { useAuditWords, type AuditRow } from './use-audit-words.ts';

const glyphs = { insert: 'done', update: 'done', delete: 'cancelled' } as const;

/** What is told of a change in one line. */
export function useAuditColumns(): readonly Column<AuditRow>[] {
  const { t } = useTranslation('setup');
  const words = useAuditWords();
  return [
    {
      id: 'at',
      header: t('audit.when'),
      width: '150px',
      small: 'figure',
      cell: ({ occurredAt }) => (
        <Text level={2}>
          <Moment at={occurredAt} />
        </Text>
      ),
    },
    {
      id: 'who',
      header: t('audit.who'),
      width: '190px',
      small: 'title',
      skeleton: 'person',
      cell: (row) =>
        row.actorKind === 'user' ? <Person name={words.actor(row)} /> : <Text level={2}>{words.actor(row)}</Text>,
    },
    {
      id: 'action',
      header: t('audit.action'),
      width: '130px',
      cell: ({ action }) => <Status state={glyphs[action]}>{t(`audit.did.${action}`)}</Status>,
    },
    {
      id: 'what',
      header: t('audit.what'),
      width: '160px',
      small: 'detail',
      cell: ({ resource }) => <Text level={2}>{words.resource(resource)}</Text>,
    },
    {
      id: 'fields',
      header: t('audit.fields'),
      dropsFirst: true,
      cell: (row) => (
        <Text level={2} cut>
          {words.fields(row).join(', ')}
        </Text>
      ),
    },
  ];
}
