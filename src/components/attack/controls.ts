import type { ControlKind } from '#schema/vocabulary.ts';

/** Where a kind of control is set up. */
export interface ControlPlace {
  /** Whether the policy documents of this site can hold it. */
  readonly inPolicy: 'yes' | 'partly' | 'no';
  /** How, or what it needs instead. */
  readonly how: string;
}

/** What a policy document can and cannot do about each kind of control. */
export const controlPlaces: Readonly<Record<ControlKind, ControlPlace>> = {
  deny: { inPolicy: 'yes', how: 'A rule refuses the call.' },
  hide: { inPolicy: 'yes', how: 'The tool is left out of the list.' },
  'argument-condition': { inPolicy: 'yes', how: 'A rule holds conditions on arguments.' },
  'rate-limit': { inPolicy: 'yes', how: 'A limit holds for each grant.' },
  'human-approval': {
    inPolicy: 'partly',
    how: 'The gateway’s document has no word for it; formats of clients that ask a person do.',
  },
  'egress-limit': {
    inPolicy: 'partly',
    how: 'A condition on an argument bounds the address that it names; what a server reaches by itself needs a rule of the network.',
  },
  'pin-definition': { inPolicy: 'no', how: 'It needs a gateway or a client that compares definitions.' },
  'server-allowlist': {
    inPolicy: 'no',
    how: 'It needs a gateway or a client that admits servers by name and version.',
  },
  'output-filter': { inPolicy: 'no', how: 'It needs a gateway or a client that inspects results.' },
};
