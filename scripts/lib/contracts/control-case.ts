import type { JsonObject } from '#schema/common.ts';
import type { TargetDecision } from '#domain/targets/target.ts';
import type { ContractCase } from './types.ts';

/** What a control is made from. */
export interface ControlInput {
  readonly text: string;
  /** What the snippet would do if it were right; tools that are not named are left alone. */
  readonly expected: Readonly<Record<string, TargetDecision>>;
  /** Arguments of the calls; none when left out. */
  readonly args?: JsonObject;
}

/** A snippet that is wrong on purpose, for a server called "control" with the tools `get/user`, `other` and `third`. */
export function controlCase({ text, expected, args = {} }: ControlInput): ContractCase {
  const served = ['get/user', 'other', 'third'];
  return {
    page: 'control',
    presets: [],
    text,
    alias: 'control',
    served,
    calls: served.map((tool) => {
      const decision = expected[tool];
      return {
        tool,
        args,
        what: 'a control',
        expected:
          decision === undefined
            ? { asking: ['ask'], allowing: ['allow'] }
            : { asking: [decision], allowing: [decision] },
      };
    }),
  };
}
