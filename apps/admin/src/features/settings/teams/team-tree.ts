import type { TeamRow } from '@crm/domain/team/team';

/** A team at its place in the tree. */
export interface TeamNode {
  readonly team: TeamRow;
  /** 0 for those with nothing above. */
  readonly depth: number;
  readonly parentName: string | undefined;
}

/** The teams in the order of their tree; one whose parent cannot be seen stands at the top. */
export function toTree(teams: readonly TeamRow[]): readonly TeamNode[] {
  const byId = new Map(teams.map((team) => [team.id, team]));
  const below = (parent: TeamRow, depth: number): readonly TeamNode[] =>
    teams
      .filter((team) => team.parentId === parent.id)
      .flatMap((team) => [{ team, depth, parentName: parent.name }, ...below(team, depth + 1)]);
  return teams
    .filter((team) => team.parentId === null || !byId.has(team.parentId))
    .flatMap((team) => [{ team, depth: 0, parentName: undefined }, ...below(team, 1)]);
}
