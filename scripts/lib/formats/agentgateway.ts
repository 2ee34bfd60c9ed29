import { parse } from 'yaml';
import { z } from 'zod';
import { explainShape } from './explain.ts';

const expression = z.string().min(1);

/** Only "require" rules: they refuse when they fail to evaluate. An "allow" would widen what another rule allows. */
const rules = z.strictObject({ rules: z.array(z.strictObject({ require: expression })).min(1) });

/** The part of a configuration that snippets use. */
const configurationSchema = z.strictObject({
  mcp: z.strictObject({
    port: z.literal(3000),
    policies: z
      .strictObject({
        mcpAuthorization: rules.optional(),
        authorization: rules.optional(),
        localRateLimit: z
          .strictObject({
            conditional: z
              .array(
                z.strictObject({
                  condition: expression,
                  maxTokens: z.int().positive(),
                  tokensPerFill: z.int().positive(),
                  fillInterval: z.enum(['60s', '3600s', '86400s']),
                }),
              )
              .min(1)
              .max(64),
          })
          .optional(),
      })
      .optional(),
    targets: z
      .array(
        z.strictObject({
          name: z
            .string()
            .max(253)
            .regex(/^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/),
          mcp: z.strictObject({ host: z.string().min(1) }),
        }),
      )
      .length(1),
  }),
});

/** A configuration of agentgateway as far as snippets use it. */
export type AgentgatewayConfiguration = z.infer<typeof configurationSchema>;

/** Reads a snippet; throws when it is none. */
export function readAgentgateway(text: string): AgentgatewayConfiguration {
  return configurationSchema.parse(parse(text));
}

/** What is wrong with a text as a configuration of agentgateway, in full sentences; empty when nothing is. */
export function explainAgentgateway(text: string): string[] {
  // Variables are replaced in the text before it is read, also inside expressions.
  const dollars = text.includes('$')
    ? ['A dollar sign stands in the text, and would be read as a variable.']
    : [];
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    return [...dollars, `The text is no YAML: ${error instanceof Error ? error.message : String(error)}`];
  }
  return [...dollars, ...explainShape(document, configurationSchema)];
}
