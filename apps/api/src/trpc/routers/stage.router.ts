import { stageService } from '@crm/core/pipeline/stage.service';
import { stage } from '@crm/domain/pipeline/pipeline';
import { crud } from '../crud.ts';

export const stageRouter = crud(stage, stageService);
