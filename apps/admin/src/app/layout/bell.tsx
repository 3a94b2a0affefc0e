import { IconButton } from '@crm/ui/controls/icon-button';
import { VisuallyHidden } from '@crm/ui/a11y/visually-hidden';
import { useFormat } from '@crm/ui/hooks/use-format';
import { smallScreen, useMedia } from '@crm/ui/hooks/use-media';
import { i18n } from '@crm/ui/i18n/i18n';
import { Popover } from '@crm/ui/overlays/popover';
import { useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { paths } from '#admin/app/paths.ts';
import { useShellData } from '#admin/app/shell-data.ts';
import { useMay } from '#admin/lib/session.ts';
import classes from './bell.module.css';

/** Fetched with the first press: the popover opens when there is something in it to take the focus. */
async function loadPanel() {
  const [module] = await Promise.all([
    import('#admin/features/notifications/bell-panel.tsx'),
    i18n.loadNamespaces(['notifications', 'errors']),
  ]);
  return module.BellPanel;
}

/** How much somebody has been told and not read yet; the latest of it below, on a phone on a page of its own. */
export function Bell() {
  const { t } = useTranslation('app');
  const format = useFormat();
  const may = useMay();
  const navigate = useNavigate();
  const { key } = useLocation();
  const isSmall = useMedia(smallScreen);
  const { notifications: unread = 0 } = useShellData().counts;
  const [Panel, setPanel] = useState<ComponentType<{ readonly onClose: () => void }> | undefined>();
  // It belongs to the page that it was opened on: whoever goes elsewhere has left it.
  const [openedAt, setOpenedAt] = useState<string | undefined>();
  const opened = openedAt === key;
  if (!may('notification:read')) return null;

  const close = () => setOpenedAt(undefined);
  const press = async () => {
    if (isSmall) return void navigate(paths.notifications);
    if (opened) return close();
    const loaded = await loadPanel();
    setPanel(() => loaded);
    setOpenedAt(key);
  };
  const label = unread > 0 ? t('bell.unread', { count: unread }) : t('bell.none');
  const target = (
    <span className={classes.target}>
      <IconButton
        icon="bell"
        variant="ghost"
        label={label}
        aria-haspopup={isSmall ? undefined : 'dialog'}
        aria-expanded={isSmall ? undefined : opened}
        onClick={() => void press()}
      />
      {unread > 0 && (
        <span className={classes.count} aria-hidden="true">
          {format.count(unread, 99)}
        </span>
      )}
    </span>
  );
  return (
    <>
      <VisuallyHidden>
        <span role="status">{unread > 0 ? label : ''}</span>
      </VisuallyHidden>
      <Popover
        opened={opened}
        onChange={(open) => (open ? undefined : close())}
        target={target}
        label={t('bell.title')}
        align="end"
        isPassiveTarget
      >
        {Panel && <Panel onClose={close} />}
      </Popover>
    </>
  );
}
