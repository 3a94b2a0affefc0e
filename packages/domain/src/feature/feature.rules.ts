import type { Role } from '../permissions.ts';

/** For whom a part of the product is on. */
export interface FeatureRule {
  /** `false`: for nobody. */
  readonly enabled: boolean;
  /** Of those whom it is meant for, 0 to 100; the same people at every look. */
  readonly percentage: number;
  /** When any of these three names somebody, it is meant for those alone. Users who are named have it in any case. */
  readonly roles: readonly Role[];
  readonly teamIds: readonly string[];
  readonly userIds: readonly string[];
}

/** Without a rule of its own a part is on for everybody. */
export const onForAll: FeatureRule = { enabled: true, percentage: 100, roles: [], teamIds: [], userIds: [] };

export interface FeatureUser {
  readonly id: string;
  readonly role: Role;
  /** The own team and those below. */
  readonly teamIds: readonly string[];
}

/** Whether a part of the product is on for somebody; `null` is a stranger, who has what is on for everybody. */
export function isFeatureOn(key: string, rule: FeatureRule, user: FeatureUser | null): boolean {
  if (!rule.enabled) return false;
  const isMeantForSome = rule.roles.length + rule.teamIds.length + rule.userIds.length > 0;
  if (user === null) return !isMeantForSome && rule.percentage === 100;
  if (rule.userIds.includes(user.id)) return true;
  const isMeant =
    !isMeantForSome || rule.roles.includes(user.role) || user.teamIds.some((id) => rule.teamIds.includes(id));
  return isMeant && shareOf(key, user.id) < rule.percentage;
}

const prime = 16_777_619;
const offset = 2_166_136_261;

/** Where somebody stands between 0 and 99, for each part of the product elsewhere (FNV-1a). */
function shareOf(key: string, userId: string): number {
  let hash = offset;
  for (const character of `${key}:${userId}`) hash = Math.imul(hash ^ character.charCodeAt(0), prime);
  // The low bits of this hash are the weakest.
  return ((hash ^ (hash >>> 16)) >>> 0) % 100;
}
