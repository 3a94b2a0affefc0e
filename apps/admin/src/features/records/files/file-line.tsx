import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, ButtonLink } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { Icon } from '@crm/ui/icons/icon';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentRow } from '@crm/domain/attachment/attachment';
import { api } from '#admin/lib/trpc.ts';
import classes from './files.module.css';
import { useFileSize } from './use-file-size.ts';

function contentPath(id: string, disposition: 'inline' | 'attachment'): string {
  return `/crm/v1/attachments/${id}/content?disposition=${disposition}`;
}

/** A file: what it is, from whom, and what can be done with it. Pictures are shown; what a browser may not show is saved. */
export function FileLine({ file }: { readonly file: AttachmentRow }) {
  const { t } = useTranslation('records');
  const { t: frame } = useTranslation('resource');
  const size = useFileSize();
  const [isShown, setShown] = useState(false);
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: [['attachment']] });
  const restore = useMutation({
    mutationFn: (input: { readonly id: string }) => api.attachment.restore.mutate(input),
    onSuccess: renew,
  });
  const remove = useMutation({
    mutationFn: (input: { readonly id: string }) => api.attachment.delete.mutate(input),
    onSuccess: async () => {
      await renew();
      showToast({
        title: t('files.removed', { name: file.fileName }),
        icon: 'trash',
        action: { label: frame('trash.undo'), run: () => restore.mutate({ id: file.id }) },
      });
    },
  });
  const isPicture = file.inline && file.contentType.startsWith('image/');
  return (
    <li className={classes.line}>
      <span className={classes.thumb}>
        {isPicture ? (
          <img src={contentPath(file.id, 'inline')} alt="" loading="lazy" className={classes.picture} />
        ) : (
          <Icon name="quote" size={20} />
        )}
      </span>
      <span className={classes.facts}>
        <bdi className={classes.name}>{file.fileName}</bdi>
        <Text level={2} size="sm">
          {size(file.sizeBytes)}
          {file.createdBy && ` · ${file.createdBy.name}`} · <Moment at={file.createdAt} />
        </Text>
      </span>
      <span className={classes.verbs}>
        {isPicture && (
          <Button size="small" icon="eye" collapses onClick={() => setShown(true)}>
            {t('files.show')}
          </Button>
        )}
        {file.inline && !isPicture && (
          <ButtonLink
            size="small"
            icon="eye"
            collapses
            href={contentPath(file.id, 'inline')}
            target="_blank"
            rel="noreferrer"
          >
            {t('files.show')}
          </ButtonLink>
        )}
        <ButtonLink
          size="small"
          icon="export"
          collapses
          href={contentPath(file.id, 'attachment')}
          target="_blank"
          rel="noreferrer"
        >
          {t('files.save')}
        </ButtonLink>
        {file.abilities.delete && (
          <IconButton
            icon="trash"
            size="small"
            variant="ghost"
            label={t('files.remove', { name: file.fileName })}
            onClick={() => remove.mutate({ id: file.id })}
          />
        )}
      </span>
      {isShown && (
        <Dialog
          opened
          size="wide"
          onClose={() => setShown(false)}
          title={file.fileName}
          actions={<Button onClick={() => setShown(false)}>{t('files.close')}</Button>}
        >
          <img src={contentPath(file.id, 'inline')} alt={file.fileName} className={classes.whole} />
        </Dialog>
      )}
    </li>
  );
}
