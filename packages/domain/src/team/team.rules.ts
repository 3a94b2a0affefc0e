/** A tree that is deeper than this helps nobody, and whoever reaches down it reads all of it. */
export const mostTeamLevels = 6;

export interface PlacedTeam {
  readonly id: string;
  readonly parentId: string | null;
}

export type Misplacement = 'unknown_parent' | 'cycle' | 'too_deep';

/**
 * What stands against putting a team below another one, or `null` when nothing does.
 * @param teams all live teams as they stand
 * @param id the team to put; one that is not among them is new
 */
export function misplacement(teams: readonly PlacedTeam[], id: string, parentId: string | null): Misplacement | null {
  if (parentId === null) return null;
  const parents = new Map(teams.map((team) => [team.id, team.parentId]));
  if (!parents.has(parentId)) return 'unknown_parent';
  const above = lineAbove(parents, parentId);
  if (above.includes(id)) return 'cycle';
  return above.length + levelsOf(teams, id) > mostTeamLevels ? 'too_deep' : null;
}

/** A team and those above it. Ends also where the data has a ring. */
function lineAbove(parents: ReadonlyMap<string, string | null>, id: string): readonly string[] {
  const line = new Set<string>();
  for (let at: string | null = id; at !== null && !line.has(at); at = parents.get(at) ?? null) line.add(at);
  return [...line];
}

/** How many levels a team has with all that is below it: 1 when nothing is. */
function levelsOf(teams: readonly PlacedTeam[], id: string): number {
  const children = Map.groupBy(teams, ({ parentId }) => parentId);
  let levels = 0;
  const seen = new Set<string>();
  for (let level = [id]; level.length > 0; levels += 1) {
    for (const team of level) seen.add(team);
    level = level
      .flatMap((team) => (children.get(team) ?? []).map((child) => child.id))
      .filter((each) => !seen.has(each));
  }
  return levels;
}
