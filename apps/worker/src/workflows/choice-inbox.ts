import type { ErrorCode } from '@crm/domain/errors';
import { checkChoice } from '@crm/domain/lead/conversion.rules';
import type { ChosenMatch, FoundMatches } from '@crm/domain/processes/lead-conversion';

/** Why a choice is not taken. */
export interface ChoiceRefusal {
  readonly code: Extract<ErrorCode, 'process_not_waiting' | 'validation_failed'>;
  readonly field: 'accountId' | 'contactId' | null;
}

/** Takes the one choice that a waiting conversion needs: the first that fits; it refuses all others. */
export class ChoiceInbox {
  #found: FoundMatches | null = null;
  #choice: ChosenMatch | null = null;

  /** Starts to take a choice among what was found; what was chosen before counts no more. */
  open(found: FoundMatches): void {
    this.#found = found;
    this.#choice = null;
  }

  /** @returns `null` when the choice would be taken */
  refusalOf(choice: ChosenMatch): ChoiceRefusal | null {
    if (this.#found === null || this.#choice !== null) return { code: 'process_not_waiting', field: null };
    const field = checkChoice(this.#found, choice);
    return field === null ? null : { code: 'validation_failed', field };
  }

  put(choice: ChosenMatch): void {
    this.#choice = choice;
  }

  get choice(): ChosenMatch | null {
    return this.#choice;
  }
}
