import type { ServiceContext } from '@crm/core/context';
import { systemActor, type Actor } from '@crm/domain/actor';
import type { Demo } from './demo.ts';
import { people, type StaffKey } from './staff.ts';

/** Something that somebody did at a moment; `null` for what went by itself. */
export interface Step {
  readonly at: Date;
  readonly by: StaffKey | null;
  /** Does it as the services do. @returns what comes of it later */
  run(ctx: ServiceContext): Promise<readonly Step[]>;
}

/**
 * Plays steps in the order in which they happened, each by whoever did it and at its own time, so that numbers, dates and
 * timelines are those of a company that worked. What would be in the future does not happen.
 */
export async function play(ctx: ServiceContext, demo: Demo, steps: readonly Step[]): Promise<void> {
  const agenda = [...steps];
  for (;;) {
    const next = takeEarliest(agenda);
    if (next === undefined || next.at > demo.calendar.now) return;
    ctx.em.clear();
    agenda.push(...(await next.run({ ...ctx, actor: actorOf(demo, next.by), now: next.at })));
  }
}

function takeEarliest(agenda: Step[]): Step | undefined {
  let earliest = 0;
  for (const [index, { at }] of agenda.entries()) if (at < (agenda[earliest]?.at ?? at)) earliest = index;
  return agenda.splice(earliest, 1)[0];
}

/** Those who bill are managers of all sales, or administrators. */
function actorOf(demo: Demo, by: StaffKey | null): Actor {
  if (by === null) return systemActor;
  const { role, team } = people[by];
  const teamIds = Object.values(demo.teamIds);
  return { ...systemActor, kind: 'user', id: demo.userIds[by], role, teamId: team && demo.teamIds[team], teamIds };
}
