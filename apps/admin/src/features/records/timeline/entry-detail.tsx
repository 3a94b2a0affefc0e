import { Link } from '@crm/ui/controls/link';
import { Diff } from '@crm/ui/process/diff';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import type { TimelineRow } from '@crm/domain/timeline/timeline';
import { paths } from '#admin/app/paths.ts';
import { isRecord, readNumber, readString } from '#admin/lib/read.ts';
import classes from './entry-detail.module.css';
import { Changes } from './changes.tsx';

/** The facts below an entry's sentence: old and new, links to what came of it. */
export function EntryDetail({ entry }: { readonly entry: TimelineRow }) {
  const { t } = useTranslation('records');
  const { t: process } = useTranslation('process');
  const format = useFormat();
  const { kind, payload, sourceId, sourceType } = entry;
  const processId = entry.processId ?? (sourceType === 'process' ? sourceId : null);
  const before = readNumber(payload['from']);
  const openProcess = processId ? <Link href={paths.process(processId)}>{process('open')}</Link> : null;
  switch (kind) {
    case 'edited':
      return <Changes changes={readChanges(payload['changes'])} />;
    case 'scored':
      return (
        <Diff
          field={t('score')}
          {...(before !== undefined && { from: format.number(before) })}
          to={format.number(readNumber(payload['to']) ?? 0)}
        />
      );
    case 'stage_moved':
      return <Diff isMove from={readName(payload['from'])} to={readName(payload['to'])} />;
    case 'tagged':
    case 'untagged':
      return <bdi>{readName(payload['tag'])}</bdi>;
    case 'qualified':
      return <>{readString(payload['reason'])}</>;
    case 'quote':
      return <>{readString(payload['comment']) ?? readString(payload['reason']) ?? readString(payload['name'])}</>;
    case 'invoice':
      return <>{readString(payload['reason']) ?? openProcess}</>;
    case 'converted':
      return (
        <span className={classes.links}>
          {(['account', 'contact', 'opportunity', 'lead'] as const).map((noun) => {
            const id = readString(payload[`${noun}Id`]);
            if (id === undefined || noun === entry.subjectType) return null;
            return (
              <Link key={noun} href={paths[noun](id)}>
                {t(`links.${noun}`)}
              </Link>
            );
          })}
          {openProcess}
        </span>
      );
    case 'call':
    case 'meeting':
    case 'email':
    case 'task':
      return <>{readString(payload['outcome'])}</>;
    default:
      return openProcess;
  }
}

function readName(value: unknown): string {
  return isRecord(value) ? (readString(value['name']) ?? '') : '';
}

function readChanges(value: unknown) {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([field, change]) => {
    if (!Array.isArray(change)) return [];
    const [from, to]: readonly unknown[] = change;
    return [{ field, from, to }];
  });
}
