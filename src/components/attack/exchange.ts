/** Who speaks in an example. */
export const exchangeRoles = {
  user: 'User',
  agent: 'Agent',
  listing: 'Server’s listing',
  call: 'Tool call',
  result: 'Tool result',
} as const;

/** One turn of an example. */
export interface ExchangeTurn {
  readonly from: keyof typeof exchangeRoles;
  /** Plain text. */
  readonly text: string;
  /** Whether an attacker put it there. */
  readonly planted?: boolean;
}
