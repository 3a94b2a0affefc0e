import { useQuery } from '@tanstack/react-query';
import { Checkbox } from '@crm/ui/controls/checkbox';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { SelectField } from '@crm/ui/fields/select-field';
import { useLocale } from '@crm/ui/hooks/use-locale';
import { PageHead } from '@crm/ui/layout/page-head';
import { useTranslation } from 'react-i18next';
import { digests } from '@crm/domain/notification/delivery.rules';
import { canBeMailed, channels, type NotificationKind } from '@crm/domain/notification/notification-kinds';
import { notificationWords } from '@crm/domain/notification/notification-words';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import type { PartProps } from '../parts.ts';
import { halfHours } from '../half-hours.ts';
import classes from './notifications-part.module.css';
import { PushSection } from './push-section.tsx';
import { useNotifyPreferences, type Preferences } from './use-notify-preferences.ts';

/** How whoever is signed in wants to be told: what, by which way, and when. Each wish is kept as it is made. */
export function NotificationsPart({ notice }: PartProps) {
  const { t } = useTranslation('notify');
  const { t: settings } = useTranslation('settings');
  const query = useQuery(trpc.notification.preferences.queryOptions());
  return (
    <>
      <PageHead title={settings('part.notifications')} />
      {notice}
      <div className={classes.page}>
        {query.error && <ErrorView error={query.error} title={t('kinds')} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton width={420} />}
        {query.data && <Wishes preferences={query.data} />}
      </div>
    </>
  );
}

function Wishes({ preferences }: { readonly preferences: Preferences }) {
  const { t } = useTranslation('notify');
  const { change } = useNotifyPreferences();
  return (
    <>
      <KindTable preferences={preferences} onChange={(kinds) => change({ kinds })} />
      <section className={classes.section}>
        <h2 className={classes.title}>{t('when')}</h2>
        <SelectField
          label={t('digest')}
          value={preferences.digest}
          options={digests.map((value) => ({ value, label: t(`digests.${value}`) }))}
          onChange={(digest) => change({ digest })}
        />
        <QuietHours preferences={preferences} onChange={change} />
      </section>
      <PushSection />
    </>
  );
}

interface KindTableProps {
  readonly preferences: Preferences;
  readonly onChange: (kinds: Preferences['kinds']) => void;
}

function KindTable({ preferences, onChange }: KindTableProps) {
  const { t } = useTranslation('notify');
  const { locale } = useLocale();
  const label = (kind: NotificationKind) => notificationWords[locale][kind].label;
  return (
    <section className={classes.section}>
      <h2 className={classes.title} id="notify-kinds">
        {t('kinds')}
      </h2>
      <table className={classes.table} aria-labelledby="notify-kinds">
        <thead>
          <tr>
            <th scope="col">{t('kind')}</th>
            {channels.map((channel) => (
              <th key={channel} scope="col" className={classes.channel}>
                {t(`channel.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preferences.kinds.map((row) => (
            <tr key={row.kind}>
              <th scope="row">{label(row.kind)}</th>
              {channels.map((channel) => (
                <td key={channel} className={classes.channel}>
                  {channel === 'email' && !canBeMailed(row.kind) ? (
                    <span title={t('neverMailed')}>—</span>
                  ) : (
                    <Checkbox
                      label={t('cell', { kind: label(row.kind), channel: t(`channel.${channel}`) })}
                      checked={row[channel]}
                      onChange={(checked) => onChange([{ ...row, [channel]: checked }])}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Ten in the evening to seven in the morning. */
const usual = { quietFromMinute: 22 * 60, quietToMinute: 7 * 60 };
const none = { quietFromMinute: null, quietToMinute: null };

interface QuietHoursProps {
  readonly preferences: Preferences;
  readonly onChange: (hours: Pick<Preferences, 'quietFromMinute' | 'quietToMinute'>) => void;
}

function QuietHours({ preferences, onChange }: QuietHoursProps) {
  const { t } = useTranslation('notify');
  const { quietFromMinute: from, quietToMinute: to } = preferences;
  const isOn = from !== null && to !== null;
  return (
    <div className={classes.quiet}>
      <Checkbox visibleLabel label={t('quiet')} checked={isOn} onChange={(on) => onChange(on ? usual : none)} />
      {isOn && (
        <>
          <FormGrid columns={2}>
            <SelectField
              label={t('from')}
              value={String(from)}
              options={halfHours(from)}
              onChange={(minute) => onChange({ quietFromMinute: Number(minute), quietToMinute: to })}
            />
            <SelectField
              label={t('to')}
              value={String(to)}
              options={halfHours(to)}
              onChange={(minute) => onChange({ quietFromMinute: from, quietToMinute: Number(minute) })}
            />
          </FormGrid>
          <p className={classes.hint}>{t('quietHint', { zone: preferences.timeZone })}</p>
        </>
      )}
    </div>
  );
}
