import { IconButton } from '@crm/ui/controls/icon-button';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import { CrumbsEnd } from '#admin/app/layout/page.tsx';
import classes from './record-crumbs.module.css';
import type { useNeighbours } from './use-neighbours.ts';

/** "4 of 37", previous and next, behind the path. */
export function RecordCrumbs({ place }: { readonly place: ReturnType<typeof useNeighbours> }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  if (place.at < 0) return null;
  return (
    <CrumbsEnd>
      <span className={classes.place}>
        <span>{t('place', { at: format.number(place.at + 1), all: format.number(place.all) })}</span>
        <IconButton
          icon="chevron-up"
          size="small"
          variant="ghost"
          label={t('previous')}
          kbd="K"
          disabled={!place.previous}
          onClick={place.previous}
        />
        <IconButton
          icon="chevron-down"
          size="small"
          variant="ghost"
          label={t('next')}
          kbd="J"
          disabled={!place.next}
          onClick={place.next}
        />
      </span>
    </CrumbsEnd>
  );
}
