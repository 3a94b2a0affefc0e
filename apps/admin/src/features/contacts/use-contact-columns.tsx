import { Link } from '@crm/ui/controls/link';
import { Nothing } from '@crm/ui/data/facts';
import { RecordName } from '@crm/ui/data/named';
import { localeNames } from '@crm/ui/i18n/locale';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactRow } from '@crm/domain/contact/contact';
import { paths } from '#admin/app/paths.ts';
import { FlagCell, WordsCell } from '#admin/resource/list/cells.tsx';
import type { ListColumn } from '#admin/resource/list/list-columns.ts';
import { useCommonColumns } from '#admin/resource/list/use-common-columns.tsx';

/** What a list of contacts can show. */
export function useContactColumns(): readonly ListColumn<ContactRow>[] {
  const { t } = useTranslation('vocabulary');
  const common = useCommonColumns();
  return useMemo<readonly ListColumn<ContactRow>[]>(
    () => [
      {
        // The server orders names by the last name.
        id: 'lastName',
        header: t('noun.contact'),
        always: true,
        small: 'title',
        skeleton: 'person',
        cell: ({ id, name }) => <RecordName name={name} kind="person" href={paths.contact(id)} />,
      },
      {
        id: 'account',
        header: t('field.account'),
        width: '200px',
        initial: true,
        small: 'detail',
        cell: ({ account }) =>
          account ? (
            <Link href={paths.account(account.id)} tabIndex={-1} dir="auto">
              {account.name}
            </Link>
          ) : (
            <Nothing label={t('none')} />
          ),
      },
      {
        id: 'jobTitle',
        header: t('field.jobTitle'),
        width: '148px',
        initial: true,
        dropsFirst: true,
        cell: ({ jobTitle }) => <WordsCell words={jobTitle} />,
      },
      common.owner,
      {
        id: 'email',
        header: t('field.email'),
        width: '196px',
        initial: true,
        dropsFirst: true,
        cell: ({ email }) => <WordsCell words={email} latin />,
      },
      {
        id: 'phone',
        header: t('field.phone'),
        width: '148px',
        initial: true,
        cell: ({ phone }) => <WordsCell words={phone} latin />,
      },
      {
        id: 'isPrimary',
        header: t('field.isPrimary'),
        width: '112px',
        cell: ({ isPrimary }) => <FlagCell flag={isPrimary} />,
      },
      {
        id: 'preferredLanguage',
        header: t('field.preferredLanguage'),
        width: '108px',
        cell: ({ preferredLanguage }) => (
          <WordsCell words={preferredLanguage === null ? null : localeNames[preferredLanguage]} />
        ),
      },
      {
        id: 'source',
        header: t('field.source'),
        width: '120px',
        cell: ({ source }) => <WordsCell words={source} />,
      },
      {
        id: 'consent',
        header: t('field.consent'),
        width: '132px',
        cell: ({ consent }) => <FlagCell flag={consent} />,
      },
      common.updatedAt,
      common.createdAt,
    ],
    [t, common],
  );
}
