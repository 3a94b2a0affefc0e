import { useTranslation } from 'react-i18next';
import { account } from '@crm/domain/account/account';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { ResourceList } from '#admin/resource/list/resource-list.tsx';
import { useCommonViews } from '#admin/resource/list/use-common-views.ts';
import { AccountPeek } from './account-peek.tsx';
import { useAccountColumns } from './use-account-columns.tsx';
import { useAccountFields } from './use-account-fields.ts';

/** Customers: companies, and people who buy. */
export function AccountsPage() {
  const { t } = useTranslation('accounts');
  const { t: app } = useTranslation('app');
  const may = useMay();
  return (
    <ResourceList
      resource="account"
      api={api.account}
      assign={api.account.update}
      definition={account}
      title={app('nav.accounts')}
      section={app('section.customers')}
      columns={useAccountColumns()}
      fields={useAccountFields()}
      views={useCommonViews('account:read')}
      rowName={(row) => row.name}
      href={(row) => paths.account(row.id)}
      Peek={AccountPeek}
      noneYet={{
        title: t('none.title'),
        reason: t('none.reason'),
        create: may('account:create') ? t('create') : undefined,
      }}
    />
  );
}
