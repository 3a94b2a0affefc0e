import { Anchor } from '@crm/ui/controls/link';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import { partGroups, type parts } from './parts.ts';
import classes from './parts-list.module.css';

interface PartsListProps {
  readonly open: readonly (typeof parts)[number][];
  readonly current: string;
}

/** The parts of the settings by group; a row to swipe on a phone. */
export function PartsList({ open, current }: PartsListProps) {
  const { t } = useTranslation('settings');
  const list = useRef<HTMLElement>(null);
  // On a phone the row is longer than the page.
  useEffect(() => {
    const link = list.current?.querySelector(`[href="${paths.settings}/${current}"]`);
    link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <nav ref={list} className={classes.root} aria-label={t('parts')}>
      {partGroups
        .map((group) => ({ group, own: open.filter((part) => part.group === group) }))
        .filter(({ own }) => own.length > 0)
        .map(({ group, own }) => (
          <div key={group} className={classes.group}>
            <span className={classes.label}>{t(`group.${group}`)}</span>
            {own.map(({ id }) => (
              <Anchor
                key={id}
                href={`${paths.settings}/${id}`}
                className={classes.part}
                aria-current={id === current ? 'page' : undefined}
              >
                {t(`part.${id}`)}
              </Anchor>
            ))}
          </div>
        ))}
    </nav>
  );
}
