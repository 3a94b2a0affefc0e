import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import classes from './dialog.module.css';

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Says what is so: "T. Petrov saved this deal while you were editing". */
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Verbs; the primary one last. */
  readonly actions?: ReactNode;
  /** A word at the start of the verbs' line. */
  readonly note?: ReactNode;
  readonly size?: 'narrow' | 'normal' | 'wide';
  /** Esc and a press outside do not close it: there is typed text to lose. */
  readonly keepsOpen?: boolean;
}

/** A question over the page. Focus stays inside and goes back to where it came from. */
export function Dialog(props: DialogProps) {
  const { opened, onClose, title, description, children, actions, note, size = 'normal' } = props;
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      unstyled
      // The page is held still by a rule on <html>; Mantine's own lock would write a <style> tag.
      lockScroll={false}
      closeOnEscape={!props.keepsOpen}
      closeOnClickOutside={!props.keepsOpen}
      transitionProps={{ duration: 0 }}
      classNames={{ inner: cx(classes.inner), content: cx(classes.content) }}
    >
      <Modal.Overlay unstyled className={classes.scrim} />
      <Modal.Content data-gx-dialog="" data-size={size}>
        <Modal.Title className={classes.title}>{title}</Modal.Title>
        {description && <div className={classes.description}>{description}</div>}
        {children && <div className={classes.body}>{children}</div>}
        {(actions || note) && (
          <div className={classes.actions}>
            {note && <span className={classes.note}>{note}</span>}
            {actions}
          </div>
        )}
      </Modal.Content>
    </Modal.Root>
  );
}
