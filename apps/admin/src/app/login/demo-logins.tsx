import { Avatar } from '@crm/ui/data/avatar';
import type { Role } from '@crm/domain/permissions';
import { useTranslation } from 'react-i18next';
import classes from './demo-logins.module.css';

/** An account of the demo company. */
export interface DemoLogin {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

interface DemoLoginsProps {
  readonly logins: readonly DemoLogin[];
  readonly onChoose: (email: string, password: string) => void;
}

/** One press to enter as each role. */
export function DemoLogins({ logins, onChoose }: DemoLoginsProps) {
  const { t } = useTranslation('app');
  return (
    <section className={classes.demo} aria-label={t('login.demo')}>
      <h2 className={classes.title}>{t('login.demo')}</h2>
      {logins.map((login) => (
        <button
          key={login.email}
          type="button"
          className={classes.login}
          onClick={() => onChoose(login.email, login.password)}
        >
          <Avatar name={login.name} />
          <span className={classes.role}>{t(`role.${login.role}`)}</span>
        </button>
      ))}
    </section>
  );
}
