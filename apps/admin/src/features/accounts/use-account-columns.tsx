import { RecordName } from '@crm/ui/data/named';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountRow } from '@crm/domain/account/account';
import { paths } from '#admin/app/paths.ts';
import { FlagCell, MomentCell, WordsCell } from '#admin/resource/list/cells.tsx';
import type { ListColumn } from '#admin/resource/list/list-columns.ts';
import { useCommonColumns } from '#admin/resource/list/use-common-columns.tsx';
import { AccountStatusBadge } from '#admin/resource/status-badges.tsx';

/** What a list of accounts can show. */
export function useAccountColumns(): readonly ListColumn<AccountRow>[] {
  const { t } = useTranslation('vocabulary');
  const common = useCommonColumns();
  return useMemo<readonly ListColumn<AccountRow>[]>(
    () => [
      {
        id: 'name',
        header: t('noun.account'),
        always: true,
        small: 'title',
        skeleton: 'record',
        cell: ({ id, name, kind }) => (
          <RecordName name={name} kind={kind === 'person' ? 'person' : 'company'} href={paths.account(id)} />
        ),
      },
      {
        id: 'status',
        header: t('field.status'),
        width: '128px',
        small: 'figure',
        initial: true,
        cell: ({ status }) => <AccountStatusBadge status={status} />,
      },
      common.owner,
      {
        id: 'industry',
        header: t('field.industry'),
        width: '128px',
        initial: true,
        dropsFirst: true,
        cell: ({ industry }) => <WordsCell words={industry} />,
      },
      {
        id: 'city',
        header: t('field.city'),
        width: '120px',
        cell: ({ billingAddress }) => <WordsCell words={billingAddress?.city ?? null} />,
      },
      {
        id: 'phone',
        header: t('field.phone'),
        width: '148px',
        initial: true,
        dropsFirst: true,
        small: 'detail',
        cell: ({ phone }) => <WordsCell words={phone} latin />,
      },
      {
        id: 'email',
        header: t('field.email'),
        width: '200px',
        cell: ({ email }) => <WordsCell words={email} latin />,
      },
      {
        id: 'website',
        header: t('field.website'),
        width: '160px',
        cell: ({ websiteDomain }) => <WordsCell words={websiteDomain} latin />,
      },
      {
        id: 'contacted',
        header: t('field.contacted'),
        width: '100px',
        cell: ({ contacted }) => <FlagCell flag={contacted} />,
      },
      {
        id: 'nextFollowUpAt',
        header: t('field.nextFollowUpAt'),
        width: '140px',
        initial: true,
        cell: ({ nextFollowUpAt }) => <MomentCell at={nextFollowUpAt} as="appointment" />,
      },
      common.updatedAt,
      common.createdAt,
    ],
    [t, common],
  );
}
