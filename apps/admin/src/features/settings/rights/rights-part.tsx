import { Badge } from '@crm/ui/data/badge';
import { Nothing } from '@crm/ui/data/facts';
import { SelectField } from '@crm/ui/fields/select-field';
import { smallScreen, useMedia } from '@crm/ui/hooks/use-media';
import { PageHead } from '@crm/ui/layout/page-head';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roles, scopeOf, type Permission, type Role } from '@crm/domain/permissions';
import { useSession } from '#admin/lib/session.ts';
import { SearchBox } from '#admin/resource/filter/search-box.tsx';
import { useRightGroups } from './use-right-groups.ts';
import classes from './rights.module.css';

/** What each role may do, and how far: as it is in the product, for reading. */
export function RightsPart() {
  const { t } = useTranslation('setup');
  const { t: settings } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const session = useSession();
  const isSmall = useMedia(smallScreen);
  const [words, setWords] = useState('');
  const [role, setRole] = useState<Role>(session.role);
  const groups = useRightGroups(words);
  const shown = isSmall ? [role] : roles;

  return (
    <>
      <PageHead title={settings('part.rights')} />
      <Toolbar label={t('rights.search')}>
        <SearchBox value={words} onChange={setWords} onLeave={() => {}} />
      </Toolbar>
      {/* The keyboard has to reach what scrolls: there is nothing inside that takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.scroll} role="group" aria-label={settings('part.rights')} tabIndex={0}>
        <p className={classes.legend}>{t('rights.legend')}</p>
        {isSmall && (
          <SelectField
            label={vocabulary('field.role')}
            name="role"
            error={undefined}
            value={role}
            options={roles.map((value) => ({ value, label: vocabulary(`role.${value}`) }))}
            onChange={setRole}
          />
        )}
        <table className={classes.matrix} aria-label={settings('part.rights')}>
          <thead>
            <tr>
              <th scope="col">{t('rights.action')}</th>
              {shown.map((each) => (
                <th key={each} scope="col">
                  {vocabulary(`role.${each}`)}
                </th>
              ))}
            </tr>
          </thead>
          {groups.map(({ resource, name, rights }) => (
            <tbody key={resource}>
              <tr className={classes.resource}>
                <th scope="rowgroup" colSpan={shown.length + 1}>
                  {name}
                </th>
              </tr>
              {rights.map(({ permission, action }) => (
                <tr key={permission}>
                  <th scope="row">{action}</th>
                  {shown.map((each) => (
                    <td key={each}>
                      <Reach role={each} permission={permission} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
        {groups.length === 0 && <p className={classes.legend}>{t('rights.none')}</p>}
      </div>
    </>
  );
}

function Reach({ role, permission }: { readonly role: Role; readonly permission: Permission }) {
  const { t } = useTranslation('setup');
  const scope = scopeOf(role, permission);
  if (scope === null) return <Nothing label={t('rights.never')} />;
  return (
    <Badge tone={scope === 'all' ? 'accent' : 'idle'} outlined={scope === 'own'}>
      {t(`rights.scope.${scope}`)}
    </Badge>
  );
}
