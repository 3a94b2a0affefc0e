import { SkipLink } from '@crm/ui/a11y/skip-link';
import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Note } from '@crm/ui/feedback/note';
import { PasswordField } from '@crm/ui/fields/password-field';
import { EmailField } from '@crm/ui/fields/text-field';
import { useColorScheme } from '@crm/ui/hooks/use-color-scheme';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageMenu } from '#admin/app/layout/language-menu.tsx';
import { Logo } from '#admin/app/layout/workspace-name.tsx';
import { DemoLogins, type DemoLogin } from './demo-logins.tsx';
import classes from './login-view.module.css';
import { RestartPicture } from './restart-picture.tsx';

interface LoginViewProps {
  readonly onSubmit: (email: string, password: string) => void;
  readonly error?: string | undefined;
  readonly busy?: boolean;
  /** No further try is taken now. */
  readonly unavailable?: boolean;
  /** The accounts of the demo company, where the server offers them. */
  readonly demoLogins?: readonly DemoLogin[];
}

/** The sign-in: form and, beside it, what the product is about. */
export function LoginView({ onSubmit, error, busy = false, unavailable = false, demoLogins = [] }: LoginViewProps) {
  const { t } = useTranslation('app');
  const { colorScheme, cycle } = useColorScheme();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  return (
    <div className={classes.login}>
      <title>{`${t('login.title')} · ${t('product')}`}</title>
      <SkipLink target="sign-in">{t('login.skip')}</SkipLink>
      <main className={classes.side}>
        <div className={classes.top}>
          <span className={classes.product}>
            <Logo />
            {t('product')}
          </span>
          <LanguageMenu labelled />
          <IconButton
            icon="theme"
            variant="ghost"
            label={t('themeNow', { theme: t(`theme.${colorScheme}`) })}
            onClick={cycle}
          />
        </div>
        <form
          id="sign-in"
          tabIndex={-1}
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit(email.trim(), password);
          }}
        >
          <div>
            <h1 className={classes.title}>{t('login.title')}</h1>
            <p className={classes.place}>
              <bdi>{location.host}</bdi>
            </p>
          </div>
          {error && (
            <Note tone="bad" icon="warning" live>
              {error}
            </Note>
          )}
          <EmailField
            label={t('login.email')}
            name="email"
            value={email}
            onChange={setEmail}
            autoComplete="username"
            required
          />
          <PasswordField
            label={t('login.password')}
            name="password"
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            required
          />
          <Button type="submit" variant="primary" block busy={busy} unavailable={unavailable}>
            {t('login.submit')}
          </Button>
          {demoLogins.length > 0 && <DemoLogins logins={demoLogins} onChoose={onSubmit} />}
        </form>
        <p className={classes.foot}>{t('login.ownMachine')}</p>
      </main>
      <aside className={classes.about} aria-label={t('login.about')}>
        <p className={classes.claim}>
          {t('login.claim')} <span>{t('login.claimMore')}</span>
        </p>
        <RestartPicture />
      </aside>
    </div>
  );
}
