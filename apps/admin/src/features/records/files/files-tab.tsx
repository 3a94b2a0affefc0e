import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Text } from '@crm/ui/data/text';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { RecordStream } from '@crm/ui/layout/record-layout';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { FileLine } from './file-line.tsx';
import classes from './files.module.css';
import { UploadLine } from './upload-line.tsx';
import { useFileSize } from './use-file-size.ts';
import { useUploads } from './use-uploads.ts';

interface FilesTabProps {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  /** Who may change the record may add to its files. */
  readonly mayAdd: boolean;
}

/** The files of a record: dropped or chosen, looked at, saved, taken away. */
export function FilesTab({ subjectType, subjectId, mayAdd }: FilesTabProps) {
  const { t } = useTranslation('records');
  const may = useMay();
  const size = useFileSize();
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const files = useQuery(
    trpc.attachment.list.queryOptions({ filter: { subjectType, subjectId }, sort: '-createdAt', limit: maxPageSize }),
  );
  const limits = useQuery(trpc.attachment.limits.queryOptions());
  const { uploads, add, retry, stop } = useUploads(subjectType, subjectId);
  const open = mayAdd && may('attachment:create');
  const items = files.data?.items ?? [];
  return (
    <RecordStream>
      <div
        className={classes.files}
        data-over={isOver || undefined}
        {...(open && {
          onDragOver: (event) => {
            event.preventDefault();
            setOver(true);
          },
          onDragLeave: () => setOver(false),
          onDrop: (event) => {
            event.preventDefault();
            setOver(false);
            void add([...event.dataTransfer.files]);
          },
        })}
      >
        {open && (
          <div className={classes.drop}>
            <Button icon="clip" onClick={() => chooser.current?.click()}>
              {t('files.choose')}
            </Button>
            <Text level={2}>
              {t('files.drop')}
              {limits.data && ` ${t('files.limit', { size: size(limits.data.maxBytes) })}`}
            </Text>
            <input
              ref={chooser}
              type="file"
              multiple
              hidden
              aria-label={t('files.choose')}
              onChange={(event) => {
                void add([...(event.currentTarget.files ?? [])]);
                event.currentTarget.value = '';
              }}
            />
          </div>
        )}
        {files.error && <ErrorView error={files.error} onRetry={() => void files.refetch()} />}
        {files.isPending && <Skeleton width={360} />}
        {(uploads.length > 0 || items.length > 0) && (
          <ul className={classes.list} aria-label={t('tab.files')}>
            {uploads.map((upload) => (
              <UploadLine
                key={upload.id}
                upload={upload}
                onRetry={() => retry(upload)}
                onStop={() => stop(upload.id)}
              />
            ))}
            {items.map((file) => (
              <FileLine key={file.id} file={file} />
            ))}
          </ul>
        )}
        {files.isSuccess && items.length === 0 && uploads.length === 0 && (
          <BlankSlate picture="records" title={t('files.none')}>
            {open && t('files.noneReason')}
          </BlankSlate>
        )}
      </div>
    </RecordStream>
  );
}
