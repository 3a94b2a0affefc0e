import type { TokenScope } from '@crm/domain/actor';
import { consoleScopes } from '@crm/domain/api-key/api-key.rules';
import { permissionsOf, type Role } from '@crm/domain/permissions';
import { scopeForPermission } from '../policy.ts';

/** All scopes that a token of this role can carry, in a stable order. */
export function tokenScopesOf(role: Role): readonly TokenScope[] {
  const scopes = new Set(Object.keys(permissionsOf(role)).map(scopeForPermission));
  return [...scopes].sort();
}

/** All scopes that an API key of this role can carry: those of its tokens, and the ones that open the console's door. */
export function grantableScopesOf(role: Role): readonly TokenScope[] {
  const scopes = tokenScopesOf(role);
  return scopes.length === 0 ? [] : [...scopes, ...Object.values(consoleScopes)];
}

/**
 * The scopes of a token that was asked for by name: what the role has of them.
 * @param wanted as in OAuth 2: names parted by blanks; `null` for all
 */
export function narrowScopes(role: Role, wanted: string | null): readonly TokenScope[] {
  const all = tokenScopesOf(role);
  if (wanted === null) return all;
  const names = new Set(wanted.split(/\s+/u));
  return all.filter((scope) => names.has(scope));
}
