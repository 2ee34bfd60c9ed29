import type { AttackMatch } from '#domain/attacks.ts';
import type { Effect, Preset } from '#schema/vocabulary.ts';

/** The patterns of a page against which a policy does one thing. */
export interface EffectGroup {
  readonly effect: Effect;
  /** What it does to them, after "it": "stops". */
  readonly verb: string;
  readonly attacks: readonly { readonly id: string; readonly name: string }[];
}

/** What is said of each effect, the best first. */
const verbs: Readonly<Record<Effect, string>> = {
  stops: 'stops',
  limits: 'limits',
  'does-not-stop': 'does not stop',
  'out-of-sight': 'does not see',
};

/** Groups the attack patterns of a page by what the policy of a preset does against them. Effects without a pattern are left out. */
export function groupByEffect(attacks: readonly AttackMatch[], preset: Preset): EffectGroup[] {
  return (Object.keys(verbs) as Effect[]).flatMap((effect) => {
    const found = attacks.filter(({ effects }) => effects[preset].effect === effect);
    return found.length === 0
      ? []
      : [{ effect, verb: verbs[effect], attacks: found.map(({ attack: { id, name } }) => ({ id, name })) }];
  });
}
