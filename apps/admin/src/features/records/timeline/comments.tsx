import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Avatar } from '@crm/ui/data/avatar';
import { Moment } from '@crm/ui/data/moment';
import type { LookupOption } from '@crm/ui/fields/use-lookup';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { Composer } from '@crm/ui/process/composer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommentRow } from '@crm/domain/comment/comment';
import { linkMentions } from '@crm/domain/comment/mention.rules';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { searchPeople } from '#admin/resource/lookups.ts';
import { MentionText } from '#admin/resource/mentions/mention-text.tsx';
import classes from './comments.module.css';

interface CommentsProps {
  readonly parentType: 'note' | 'entry';
  readonly parentId: string;
  readonly comments: readonly CommentRow[];
}

/** What colleagues answered to a note or an entry, and the place to answer. */
export function Comments({ parentType, parentId, comments }: CommentsProps) {
  const { t } = useTranslation('records');
  const may = useMay();
  const [isWriting, setWriting] = useState(false);
  const queryClient = useQueryClient();
  const renew = async () => {
    await queryClient.invalidateQueries({ queryKey: [['comment']] });
    await queryClient.invalidateQueries({ queryKey: [['timeline']] });
  };
  const keep = async (text: string, mentioned: readonly LookupOption[]) => {
    const body = linkMentions(
      text,
      mentioned.map(({ id, label }) => ({ id, name: label })),
    );
    await api.comment.create.mutate({ data: { parentType, parentId, body } });
    setWriting(false);
    await renew();
  };
  const create = useMutation({
    mutationFn: ({ text, mentioned }: { readonly text: string; readonly mentioned: readonly LookupOption[] }) =>
      keep(text, mentioned),
  });
  const mayWrite = may('comment:create');
  if (comments.length === 0 && !mayWrite) return null;
  return (
    <div className={classes.comments} data-empty={(comments.length === 0 && !isWriting) || undefined}>
      {comments.length > 0 && (
        <ol className={classes.list} aria-label={t('comments.label')}>
          {comments.map((comment) => (
            <Comment key={comment.id} comment={comment} onChange={renew} />
          ))}
        </ol>
      )}
      {mayWrite && !isWriting && (
        <Button size="small" variant="ghost" icon="mention" onClick={() => setWriting(true)}>
          {t(comments.length > 0 ? 'comments.answer' : 'comments.write')}
        </Button>
      )}
      {isWriting && (
        <Composer
          label={t('comments.write')}
          placeholder={t('comments.placeholder')}
          submitLabel={t('comments.submit')}
          searchPeople={searchPeople}
          onSubmit={(text, mentioned) => create.mutateAsync({ text, mentioned })}
          actions={
            <Button size="small" variant="ghost" onClick={() => setWriting(false)}>
              {t('field.cancel')}
            </Button>
          }
        />
      )}
    </div>
  );
}

interface CommentProps {
  readonly comment: CommentRow;
  readonly onChange: () => Promise<void>;
}

function Comment({ comment, onChange }: CommentProps) {
  const { t } = useTranslation('records');
  const { t: frame } = useTranslation('resource');
  const name = comment.createdBy?.name ?? t('system');
  const restore = useMutation({
    mutationFn: (input: { readonly id: string }) => api.comment.restore.mutate(input),
    onSuccess: onChange,
  });
  const remove = useMutation({
    mutationFn: (input: { readonly id: string }) => api.comment.delete.mutate(input),
    onSuccess: async () => {
      await onChange();
      showToast({
        title: t('comments.removed'),
        icon: 'trash',
        action: { label: frame('trash.undo'), run: () => restore.mutate({ id: comment.id }) },
      });
    },
  });
  return (
    <li className={classes.comment}>
      <Avatar name={name} />
      <span className={classes.body}>
        <span className={classes.head}>
          <b className={classes.name} dir="auto">
            {name}
          </b>
          <span className={classes.time}>
            <Moment at={comment.createdAt} />
          </span>
          {comment.abilities.delete && (
            <IconButton
              icon="trash"
              size="small"
              variant="ghost"
              label={t('comments.remove')}
              onClick={() => remove.mutate({ id: comment.id })}
            />
          )}
        </span>
        <span className={classes.words} dir="auto">
          <MentionText text={comment.body} />
        </span>
      </span>
    </li>
  );
}
