import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { misplacement, mostTeamLevels, type PlacedTeam } from './team.rules.ts';

/** a > b > c, and d beside them. */
const teams: PlacedTeam[] = [
  { id: 'a', parentId: null },
  { id: 'b', parentId: 'a' },
  { id: 'c', parentId: 'b' },
  { id: 'd', parentId: null },
];

describe('where a team can be', () => {
  test('at the top, below another, and below one’s own sister', () => {
    expect([misplacement(teams, 'c', null), misplacement(teams, 'd', 'c'), misplacement(teams, 'new', 'a')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('never below itself, at any distance, and never below what is not there', () => {
    expect(['a', 'b', 'c'].map((parent) => misplacement(teams, 'a', parent))).toEqual(['cycle', 'cycle', 'cycle']);
    expect(misplacement(teams, 'a', 'gone')).toBe('unknown_parent');
  });

  test('not deeper than the limit, with all that it brings along', () => {
    const chain = Array.from({ length: mostTeamLevels }, (_, at) => ({
      id: String(at),
      parentId: at === 0 ? null : String(at - 1),
    }));
    expect(misplacement(chain, 'new', String(mostTeamLevels - 2))).toBeNull();
    expect(misplacement(chain, 'new', String(mostTeamLevels - 1))).toBe('too_deep');
    expect(misplacement([...chain, ...teams], 'a', String(mostTeamLevels - 4))).toBeNull();
    expect(misplacement([...chain, ...teams], 'a', String(mostTeamLevels - 3))).toBe('too_deep');
  });

  test('whatever moves are tried, those that are let through leave a tree within the limit', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const move = fc.tuple(fc.constantFrom(...names), fc.option(fc.constantFrom(...names)));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        let placed: PlacedTeam[] = names.map((id) => ({ id, parentId: null }));
        for (const [id, parentId] of moves) {
          if (misplacement(placed, id, parentId) !== null) continue;
          placed = placed.map((team) => (team.id === id ? { id, parentId } : team));
        }
        const parents = new Map(placed.map((team) => [team.id, team.parentId]));
        for (const id of names) {
          let levels = 0;
          for (let at: string | null = id; at !== null; at = parents.get(at) ?? null) {
            levels += 1;
            expect(levels).toBeLessThanOrEqual(mostTeamLevels);
          }
        }
      }),
    );
  });

  test('also ends where the data has a ring already', () => {
    const ring = [
      { id: 'x', parentId: 'y' },
      { id: 'y', parentId: 'x' },
    ];
    expect(misplacement(ring, 'new', 'x')).toBeNull();
    expect(misplacement(ring, 'x', 'y')).toBe('cycle');
  });
});
