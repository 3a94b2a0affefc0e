import { Kbd } from '@crm/ui/controls/kbd';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useTranslation } from 'react-i18next';
import { useCommandState } from './command-store.ts';
import { shortcutKeys } from './shortcut.ts';
import classes from './shortcut-help.module.css';

const sections = ['action', 'create', 'goto'] as const;

/** Every key that does something here, from the registry. */
export function ShortcutHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('app');
  const { commands } = useCommandState();
  const listKeys = [
    { id: 'move', label: t('shortcuts.move'), keys: ['↑', '↓'] },
    { id: 'open', label: t('shortcuts.open'), keys: ['Enter'] },
    { id: 'preview', label: t('shortcuts.preview'), keys: [t('shortcuts.space')] },
    { id: 'select', label: t('shortcuts.select'), keys: ['X'] },
    { id: 'range', label: t('shortcuts.range'), keys: ['Shift', '↓'] },
  ];
  return (
    <Dialog opened onClose={onClose} size="wide" title={t('shortcuts.title')}>
      <div className={classes.columns}>
        {sections.map((section) => (
          <section key={section}>
            <h3 className={classes.title}>{t(`shortcuts.${section}`)}</h3>
            <dl className={classes.list}>
              {commands
                .filter((command) => command.section === section && command.shortcut)
                .map((command) => (
                  <div key={command.id} className={classes.line}>
                    <dt>{command.label}</dt>
                    <dd>
                      <Kbd keys={shortcutKeys(command.shortcut ?? '')} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3 className={classes.title}>{t('shortcuts.list')}</h3>
          <dl className={classes.list}>
            {listKeys.map((line) => (
              <div key={line.id} className={classes.line}>
                <dt>{line.label}</dt>
                <dd>
                  <Kbd keys={line.keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
