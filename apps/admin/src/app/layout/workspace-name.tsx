import { Icon } from '@crm/ui/icons/icon';
import { useShellData } from '#admin/app/shell-data.ts';
import classes from './workspace-name.module.css';

/** The mark of the product and the name of the company that runs it. */
export function WorkspaceName() {
  const { workspace } = useShellData();
  return (
    <div className={classes.workspace}>
      <Logo />
      <span className={classes.name}>{workspace}</span>
    </div>
  );
}

/** The mark alone. */
export function Logo() {
  return (
    <span className={classes.logo}>
      <Icon name="logo" size={14} />
    </span>
  );
}
