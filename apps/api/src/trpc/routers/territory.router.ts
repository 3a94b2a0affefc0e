import { territoryService } from '@crm/core/territory/territory.service';
import { territory } from '@crm/domain/territory/territory';
import { crud } from '../crud.ts';

export const territoryRouter = crud(territory, territoryService);
