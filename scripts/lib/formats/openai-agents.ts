import { z } from 'zod';
import { explainShape } from './explain.ts';
import { hostedToolSchema } from './openai.ts';

const filter = z.strictObject({ toolNames: z.array(z.string()) });

const optionsSchema = z.strictObject({
  serverLabel: z.string(),
  serverUrl: z.string(),
  allowedTools: z.array(z.string()).optional(),
  requireApproval: z.union(
    [z.enum(['always', 'never']), z.strictObject({ always: filter.optional(), never: filter.optional() })],
    'must be "always", "never" or lists of tools by approval',
  ),
});

/** The whole of a snippet: one import and one call. Text in between is that of an object literal, and nothing is evaluated. */
const moduleText =
  /^import \{ hostedMcpTool \} from "@openai\/agents";\n\nexport const mcpServer = hostedMcpTool\((\{\n[^]*\n\})\);\n$/;

/** What is wrong with a text as code that makes a hosted tool with the Agents SDK. */
export function explainOpenaiAgents(text: string): string[] {
  if (/[^\P{C}\n]|[\p{Zl}\p{Zp}]/u.test(text)) {
    return ['the code: holds a character that cannot be seen; write it as an escape.'];
  }
  const options = readOptions(text);
  if (options === undefined) {
    return ['the code: must be one import and one call of hostedMcpTool with an object of plain values.'];
  }
  const parsed = optionsSchema.safeParse(options);
  return parsed.success
    ? explainShape(toWire(parsed.data), hostedToolSchema)
    : explainShape(options, optionsSchema);
}

/** The options of the call; undefined when the text is anything but one call with plain values. */
export function readOptions(text: string): unknown {
  const literal = moduleText.exec(text)?.[1];
  if (literal === undefined) return undefined;
  // A string literal never spans lines, so keys at the start of a line and commas at its end are those of the object.
  const json = literal.replace(/^( *)([A-Za-z]+): /gm, '$1"$2": ').replace(/,(\n *[}\]])/g, '$1');
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The object that the SDK sends for these options, stated in the words of the API. */
function toWire({
  serverLabel,
  serverUrl,
  allowedTools,
  requireApproval,
}: z.output<typeof optionsSchema>): unknown {
  const filterBy = (id: 'always' | 'never'): object => {
    const names = typeof requireApproval === 'string' ? undefined : requireApproval[id]?.toolNames;
    return names === undefined ? {} : { [id]: { tool_names: names } };
  };
  return {
    type: 'mcp',
    server_label: serverLabel,
    server_url: serverUrl,
    ...(allowedTools === undefined ? {} : { allowed_tools: allowedTools }),
    require_approval:
      typeof requireApproval === 'string' ? requireApproval : { ...filterBy('always'), ...filterBy('never') },
  };
}
