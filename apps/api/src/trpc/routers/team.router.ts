import { teamService } from '@crm/core/team/team.service';
import { team } from '@crm/domain/team/team';
import { crud } from '../crud.ts';

export const teamRouter = crud(team, teamService);
