import { z } from 'zod';
import { cedarCondition, cedarString } from './cedar.ts';
import { explainJsonShape } from './explain.ts';

const tool = `resource == Tool::${cedarString}`;
const call = String.raw`principal, action == Action::"call_tool", ${tool}`;

/** The policies that a snippet may hold: a forbid has no condition, since one that fails to evaluate would not forbid. */
const policy = new RegExp(
  `^(?:${[
    String.raw`permit\(${call}\)(?: when \{ ${cedarCondition} \})?;`,
    String.raw`forbid\(${call}\);`,
    String.raw`permit\(principal, action, resource\) unless \{ (?:${tool}|action == Action::"call_tool") \};`,
  ].join('|')})$`,
);

/** The part of an authorization file that snippets use. */
const fileSchema = z.strictObject({
  version: z.literal('1.0'),
  type: z.literal('cedarv1'),
  cedar: z.strictObject({
    policies: z
      .array(
        z
          .string()
          .regex(
            policy,
            'must be a permit or an unconditional forbid of one tool, or the permit of everything else',
          ),
      )
      .min(1),
    entities_json: z.literal('[]'),
  }),
});

/** What is wrong with a text as an authorization file of ToolHive, in full sentences; empty when nothing is. */
export function explainToolhive(text: string): string[] {
  return explainJsonShape(text, fileSchema);
}
