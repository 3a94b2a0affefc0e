import { ErrorState } from '@crm/ui/feedback/error-state';
import { readError } from './api-error.ts';
import { useErrorWords } from './use-error-words.ts';

interface ErrorViewProps {
  /** What a query or a mutation was rejected with. */
  readonly error: unknown;
  /** What could not be done, where it says more than the code: "The list could not be read". */
  readonly title?: string;
  readonly onRetry?: () => void;
}

/** In place of what could not be read: what happened, what to do, the request's id. */
export function ErrorView({ error, title, onRetry }: ErrorViewProps) {
  const failure = readError(error);
  const words = useErrorWords();
  return (
    <ErrorState
      title={title ?? words.title(failure)}
      reason={title ? `${words.title(failure)}. ${words.advice(failure)}` : words.advice(failure)}
      requestId={failure.requestId}
      at={failure.at}
      onRetry={onRetry}
    />
  );
}
