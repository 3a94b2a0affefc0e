import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/icon-button.tsx';
import { cx } from '../cx.ts';
import classes from './drawer.module.css';

interface DrawerProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** Verbs at the foot, which stays in sight. */
  readonly actions?: ReactNode;
  readonly keepsOpen?: boolean;
  /** What is inside brings its own space at the edges. */
  readonly flush?: boolean;
}

/** A form or a list at the end of the page, as high as the page: to create and to edit. */
export function Drawer({ opened, onClose, title, children, actions, keepsOpen, flush }: DrawerProps) {
  const { t } = useTranslation('ui');
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      unstyled
      lockScroll={false}
      closeOnEscape={!keepsOpen}
      closeOnClickOutside={!keepsOpen}
      transitionProps={{ duration: 0 }}
      classNames={{ inner: cx(classes.inner), content: cx(classes.content) }}
    >
      <Modal.Overlay unstyled className={classes.scrim} />
      <Modal.Content data-gx-dialog="">
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
        </div>
        <div className={classes.body} data-flush={flush || undefined}>
          {children}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
        {/* Last in the document, first to the eye: the focus starts in the first field. */}
        <div className={classes.close}>
          <IconButton icon="close" variant="ghost" label={t('dialog.close')} onClick={onClose} />
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
