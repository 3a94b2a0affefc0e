import { VisuallyHidden } from '@crm/ui/a11y/visually-hidden';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Anchor } from '@crm/ui/controls/link';
import { Moment } from '@crm/ui/data/moment';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useLocale } from '@crm/ui/hooks/use-locale';
import { Icon } from '@crm/ui/icons/icon';
import { useTranslation } from 'react-i18next';
import type { NotificationRow } from '@crm/domain/notification/notification';
import { noticePath } from '@crm/domain/notification/notice-path';
import { noticeText } from '@crm/domain/notification/notice-text';
import { noticeIcons, processIcon } from './notice-icons.ts';
import classes from './notice-list.module.css';

interface NoticeListProps {
  readonly rows: readonly NotificationRow[];
  readonly onRead: (ids: readonly string[]) => void;
  /** Somebody follows one to its record. */
  readonly onFollow?: () => void;
}

/** What somebody was told, by day, the latest first. */
export function NoticeList({ rows, onRead, onFollow }: NoticeListProps) {
  const format = useFormat();
  return byDay(rows).map(([day, notices]) => (
    <section key={day} className={classes.day}>
      <h2 className={classes.title}>{format.dayLong(notices[0]?.createdAt ?? day)}</h2>
      <ul>
        {notices.map((notice) => (
          <Notice key={notice.id} notice={notice} onRead={() => onRead([notice.id])} onFollow={onFollow} />
        ))}
      </ul>
    </section>
  ));
}

interface NoticeProps {
  readonly notice: NotificationRow;
  readonly onRead: () => void;
  readonly onFollow: (() => void) | undefined;
}

function Notice({ notice, onRead, onFollow }: NoticeProps) {
  const { t } = useTranslation('notifications');
  const { locale } = useLocale();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const text = noticeText(notice, locale, timeZone);
  const path = noticePath(notice);
  const isUnread = notice.readAt === null;
  const words = (
    <>
      {isUnread && <VisuallyHidden>{t('show.unread')}: </VisuallyHidden>}
      {text}
    </>
  );
  return (
    <li className={classes.notice} data-unread={isUnread || undefined}>
      <Icon name={noticeIcons[notice.kind] ?? processIcon} className={classes.icon} />
      <div className={classes.words}>
        {path === null ? (
          <span className={classes.text}>{words}</span>
        ) : (
          <Anchor
            href={path}
            className={classes.text}
            onClick={() => {
              if (isUnread) onRead();
              onFollow?.();
            }}
          >
            {words}
          </Anchor>
        )}
        <span className={classes.when}>
          <Moment at={notice.createdAt} as="time" />
        </span>
      </div>
      {isUnread && (
        <IconButton
          icon="check"
          size="small"
          variant="ghost"
          className={classes.done}
          label={t('readOne', { text })}
          onClick={onRead}
        />
      )}
    </li>
  );
}

/** By the reader's own days. */
function byDay(rows: readonly NotificationRow[]): readonly (readonly [string, readonly NotificationRow[]])[] {
  return [...Map.groupBy(rows, ({ createdAt }) => new Date(createdAt).toDateString())];
}
