import { Button } from '@crm/ui/controls/button';
import { Code, Text } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Drawer } from '@crm/ui/overlays/drawer';
import { Diff } from '@crm/ui/process/diff';
import { useTranslation } from 'react-i18next';
import classes from './audit.module.css';
import { useAuditWords, type AuditRow } from './use-audit-words.ts';

interface AuditEntryProps {
  readonly row: AuditRow;
  readonly onClose: () => void;
  /** Shows everything that happened to the record. */
  readonly onFollow: (recordId: string) => void;
}

/** One change in full: each field, old and new, by whom and through which door. */
export function AuditEntry({ row, onClose, onFollow }: AuditEntryProps) {
  const { t } = useTranslation('setup');
  const words = useAuditWords();
  const format = useFormat();
  return (
    <Drawer
      opened
      onClose={onClose}
      title={`${words.resource(row.resource)}: ${t(`audit.did.${row.action}`)}`}
      actions={
        <Button variant="primary" icon="history" onClick={() => onFollow(row.recordId)}>
          {t('audit.follow')}
        </Button>
      }
    >
      <div className={classes.changes}>
        <Text level={2} as="p">
          {words.actor(row)} · {format.day(row.occurredAt)} {format.time(row.occurredAt)}
        </Text>
        {words.fields(row).map((field) => (
          <Diff
            key={field}
            field={field}
            from={<Value value={row.changes[field]?.old} />}
            to={<Value value={row.changes[field]?.new} />}
          />
        ))}
        <Text level={3} size="sm" as="p">
          {t('audit.record')} <Code>{row.recordId}</Code>
        </Text>
        {row.requestId && (
          <Text level={3} size="sm" as="p">
            {t('audit.request')} <Code>{row.requestId}</Code>
          </Text>
        )}
        {row.via && (
          <Text level={3} size="sm" as="p">
            {t('audit.via')} <Code>{row.via}</Code>
          </Text>
        )}
      </div>
    </Drawer>
  );
}

/** A stored value as it is: the log is for those who look closely. */
function Value({ value }: { readonly value: unknown }) {
  const { t } = useTranslation('vocabulary');
  if (value === null || value === undefined || value === '') return t('none');
  return <bdi>{typeof value === 'string' ? value : JSON.stringify(value)}</bdi>;
}
