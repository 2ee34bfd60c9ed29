import { z } from 'zod';

/** What `claude doctor` says against settings; it is silent about those that it accepts. Throws when it is not its output. */
export function readDoctor(output: string): string[] {
  const lines = output.split('\n').map((line) => line.trimEnd());
  if (!lines.includes('Claude Code doctor'))
    throw new Error(`claude doctor wrote something else:\n${output}`);
  return lines.flatMap((line, index) => {
    if (!/^(?:Invalid settings|Permission rules that may not work as written)/.test(line)) return [];
    const end = lines.indexOf('', index);
    return lines.slice(index + 1, end === -1 ? undefined : end).filter((text) => text.startsWith('- '));
  });
}

/**
 * What became of each call, by its id, from the lines of `--output-format stream-json`. Throws when a server was not connected:
 * then its tools would look denied.
 */
export function readStream(output: string, aliases: readonly string[]): Map<string, string> {
  const events = output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => eventSchema.parse(JSON.parse(line)));
  const connected = events
    .find(({ subtype }) => subtype === 'init')
    ?.mcp_servers?.filter(({ status }) => status === 'connected')
    .map(({ name }) => name);
  const missing = aliases.filter((alias) => connected?.includes(alias) !== true);
  if (missing.length > 0) throw new Error(`Claude Code has not connected to ${missing.join(', ')}.`);
  return new Map(
    events
      .filter(({ type }) => type === 'user')
      .flatMap(({ message }) => answersSchema.safeParse(message).data?.content ?? [])
      .map(({ tool_use_id, is_error, content }) => [tool_use_id, wordResult(is_error === true, content)]),
  );
}

/** Settings put together: lists one after the other, objects key by key. Throws where two say different things. */
export function mergeSettings(settings: readonly unknown[]): unknown {
  return settings.reduce((left, right) => {
    if (Array.isArray(left) && Array.isArray(right)) return [...(left as unknown[]), ...(right as unknown[])];
    if (isRecord(left) && isRecord(right)) {
      const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
      return Object.fromEntries(
        keys.map((key) => [
          key,
          mergeSettings([left, right].flatMap((part) => (key in part ? [part[key]] : []))),
        ]),
      );
    }
    if (left === right) return left;
    throw new Error(
      `Two snippets cannot stand in one file: ${JSON.stringify(left)} and ${JSON.stringify(right)}.`,
    );
  });
}

const eventSchema = z.looseObject({
  type: z.string(),
  subtype: z.string().optional(),
  mcp_servers: z.array(z.looseObject({ name: z.string(), status: z.string() })).optional(),
  message: z.unknown().optional(),
});

const answersSchema = z.looseObject({
  content: z.array(
    z.looseObject({
      type: z.literal('tool_result'),
      tool_use_id: z.string(),
      is_error: z.boolean().optional(),
      content: z.unknown(),
    }),
  ),
});

function wordResult(failed: boolean, content: unknown): string {
  if (!failed) return 'allow';
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  if (text.includes('requested permissions')) return 'ask';
  return /No such tool available|has been denied/.test(text) ? 'deny' : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
