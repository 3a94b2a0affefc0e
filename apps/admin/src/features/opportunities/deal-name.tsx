import { RecordName } from '@crm/ui/data/named';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import { paths } from '#admin/app/paths.ts';
import classes from './deal-name.module.css';

/** A deal by its name, and whose it is; where there is little room the account gives way first. */
export function DealName({ row }: { readonly row: OpportunityRow }) {
  return (
    <span className={classes.deal}>
      <RecordName name={row.name} kind="plain" href={paths.opportunity(row.id)} />
      {row.account && (
        <bdi className={classes.account} title={row.account.name}>
          {row.account.name}
        </bdi>
      )}
    </span>
  );
}
