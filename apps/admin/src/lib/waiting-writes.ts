import { useIsMutating } from '@tanstack/react-query';

/** How many writes wait on this device for the connection to come back. */
export function useWaitingWrites(): number {
  return useIsMutating({ predicate: (mutation) => mutation.state.isPaused });
}
