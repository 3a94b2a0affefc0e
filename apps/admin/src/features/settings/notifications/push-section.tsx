import { Button } from '@crm/ui/controls/button';
import { useTranslation } from 'react-i18next';
import classes from './notifications-part.module.css';
import { usePush } from './use-push.ts';

/** Whether this very browser is told while no page of ours is open. */
export function PushSection() {
  const { t } = useTranslation('notify');
  const { state, browsers, isPending, start, stop } = usePush();
  if (state === undefined) return null;
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{t('browser')}</h2>
      <p className={classes.hint}>
        {t(`push.${state}`)} {browsers > 0 && t('push.others', { count: browsers })}
      </p>
      {state === 'off' && (
        <span>
          <Button icon="bell" busy={isPending} onClick={start}>
            {t('push.start')}
          </Button>
        </span>
      )}
      {state === 'on' && (
        <span>
          <Button busy={isPending} onClick={stop}>
            {t('push.stop')}
          </Button>
        </span>
      )}
    </section>
  );
}
