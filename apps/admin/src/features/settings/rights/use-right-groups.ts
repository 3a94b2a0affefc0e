import { useTranslation } from 'react-i18next';
import { actions, permissions, type Permission, type ResourceName } from '@crm/domain/permissions';

interface Right {
  readonly permission: Permission;
  readonly action: string;
}

interface RightGroup {
  readonly resource: ResourceName;
  readonly name: string;
  readonly rights: readonly Right[];
}

/** The rights by what they are about, in words; those alone in which the sought words are. */
export function useRightGroups(words: string): readonly RightGroup[] {
  const { t } = useTranslation('setup');
  const sought = words.toLocaleLowerCase();
  const has = (text: string) => text.toLocaleLowerCase().includes(sought);
  return Object.keys(actions)
    .filter(isResource)
    .map((resource): RightGroup => {
      const name = t(`resource.${resource}`);
      const rights = permissions
        .filter((permission) => permission.startsWith(`${resource}:`))
        .map((permission) => ({ permission, action: t(`action.${actionOf(permission)}`) }));
      return { resource, name, rights: has(name) ? rights : rights.filter(({ action }) => has(action)) };
    })
    .filter(({ rights }) => rights.length > 0);
}

type AnyAction = (typeof actions)[ResourceName][number];
const known: ReadonlySet<string> = new Set(Object.values(actions).flat());

function actionOf(permission: Permission): AnyAction {
  const action = permission.slice(permission.indexOf(':') + 1);
  if (!isAction(action)) throw new Error(`${permission} names no action`);
  return action;
}

function isAction(name: string): name is AnyAction {
  return known.has(name);
}

function isResource(name: string): name is ResourceName {
  return name in actions;
}
