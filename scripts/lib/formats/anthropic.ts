import { z } from 'zod';
import { explainJsonShape } from './explain.ts';

const enabled = z.strictObject({ enabled: z.boolean() });

/** The part of a request to the Messages API that a snippet may hold: one server, and its tools. */
export const connectorSchema = z
  .strictObject({
    mcp_servers: z.tuple([
      z.strictObject({
        type: z.literal('url'),
        name: z.string().regex(/\S/, 'must not be blank'),
        url: z.url({ protocol: /^https$/, error: 'must begin with https://' }),
      }),
    ]),
    tools: z.tuple([
      z
        .strictObject({
          type: z.literal('mcp_toolset'),
          mcp_server_name: z.string(),
          default_config: z.strictObject({ enabled: z.literal(false) }).optional(),
          configs: z.record(z.string(), enabled).optional(),
        })
        .refine(
          ({ default_config, configs }) =>
            default_config !== undefined || Object.keys(configs ?? {}).length > 0,
          'must say something of a tool',
        ),
    ]),
  })
  .refine(
    ({ mcp_servers: [server], tools: [toolset] }) => server.name === toolset.mcp_server_name,
    'the toolset must name the server of the request',
  );

/** A request as far as a snippet states it. */
export type Connector = z.output<typeof connectorSchema>;

/** What is wrong with a text as part of a request to the Messages API. */
export function explainAnthropic(text: string): string[] {
  return explainJsonShape(text, connectorSchema);
}
