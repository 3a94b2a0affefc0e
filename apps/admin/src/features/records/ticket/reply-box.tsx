import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Segmented } from '@crm/ui/controls/segmented';
import { Icon } from '@crm/ui/icons/icon';
import { MentionArea } from '@crm/ui/fields/mention-area';
import { Note } from '@crm/ui/feedback/note';
import { Menu } from '@crm/ui/overlays/menu';
import { useTranslation } from 'react-i18next';
import type { TicketRow } from '@crm/domain/ticket/ticket';
import { searchPeople } from '#admin/resource/lookups.ts';
import { ArticlePicker } from './article-picker.tsx';
import classes from './reply-box.module.css';
import { useReply } from './use-reply.ts';

const rows = 4;

/** Where one answers the customer, notes something among colleagues, or writes down what the customer said. */
export function ReplyBox({ row }: { readonly row: TicketRow }) {
  const { t } = useTranslation('desk');
  const reply = useReply(row);
  const { mode } = reply;
  if (mode === undefined) {
    return row.status === 'closed' && row.mergedIntoId === null ? <Note icon="lock">{t('closedNote')}</Note> : null;
  }
  return (
    <form
      className={classes.box}
      data-mode={mode}
      onSubmit={(event) => {
        event.preventDefault();
        reply.send();
      }}
    >
      <div className={classes.modes}>
        <Segmented
          label={t('write')}
          value={mode}
          options={reply.modes.map((value) => ({
            value,
            label: t(`mode.${value}`),
            ...(value === 'note' && { icon: 'lock' as const }),
          }))}
          onChange={reply.setMode}
        />
        <span className={classes.who}>{t(`seenBy.${mode}`)}</span>
      </div>
      <div className={classes.text}>
        <MentionArea
          // The three are three texts to a screen reader.
          key={mode}
          label={t(`mode.${mode}`)}
          placeholder={t(`placeholder.${mode}`)}
          rows={rows}
          value={reply.text}
          onChange={reply.setText}
          search={mode === 'note' ? searchPeople : undefined}
          onMention={reply.mention}
          onSubmit={reply.send}
        />
      </div>
      {mode !== 'customer' && reply.articles.length > 0 && (
        <ul className={classes.articles} aria-label={t('articles')}>
          {reply.articles.map(({ id, title }) => (
            <li key={id}>
              <Icon name="book" size={14} />
              <span className={classes.title} dir="auto">
                {title}
              </span>
              <IconButton
                icon="close"
                size="small"
                variant="ghost"
                label={t('detach', { title })}
                onClick={() => reply.detach(id)}
              />
            </li>
          ))}
        </ul>
      )}
      {reply.problem && (
        <Note tone="bad" icon="warning" live>
          {reply.problem}
        </Note>
      )}
      <div className={classes.foot}>
        {mode !== 'customer' && (
          <ArticlePicker ticketId={row.id} attached={reply.articles} onAttach={reply.attach} onInsert={reply.insert} />
        )}
        <span className={classes.verbs}>
          {mode === 'reply' && (
            <Menu
              label={t('after.label')}
              align="end"
              target={
                <Button variant="ghost" size="small" iconEnd="chevron-down">
                  {t(`after.${reply.after}`)}
                </Button>
              }
              groups={[
                {
                  id: 'after',
                  entries: reply.afters.map((value) => ({
                    id: value,
                    label: t(`after.${value}`),
                    checked: value === reply.after,
                    onSelect: () => reply.setAfter(value),
                  })),
                },
              ]}
            />
          )}
          <Button type="submit" size="small" variant={reply.text.trim() ? 'primary' : 'plain'} busy={reply.busy}>
            {t(`send.${mode}`)}
          </Button>
        </span>
      </div>
    </form>
  );
}
