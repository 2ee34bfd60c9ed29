import { z } from 'zod';

/** A tool that a client offers to its model. */
export interface OfferedTool {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly description: string;
}

/** A call that the model makes. */
export interface ModelCall {
  readonly id: string;
  readonly tool: OfferedTool;
  readonly args: unknown;
}

/** How a client talks to its model: as much of the protocol as makes it call tools. */
export interface ModelProtocol {
  /** End of the path to which a turn is posted. */
  readonly path: string;
  /** The tools that the model may call, and whether it has called some already. Throws when a request has another shape. */
  readonly readTurn: (body: unknown) => {
    readonly offered: readonly OfferedTool[];
    readonly answered: boolean;
  };
  /** The events of an answer: calls, or the word "done" when there are none. */
  readonly answer: (calls: readonly ModelCall[]) => readonly { readonly type: string }[];
}

const contentSchema = z.looseObject({ type: z.string() });

const messagesSchema = z.looseObject({
  tools: z.array(z.looseObject({ name: z.string(), description: z.string().optional() })).optional(),
  messages: z.array(z.looseObject({ content: z.union([z.string(), z.array(contentSchema)]) })),
});

/** The Messages API of Anthropic, streamed. */
export const messagesProtocol: ModelProtocol = {
  path: '/v1/messages',
  readTurn: (body) => {
    const { tools = [], messages } = messagesSchema.parse(body);
    return {
      offered: tools.map(({ name, description = '' }) => ({ name, description })),
      answered:
        tools.length === 0 ||
        messages.some(
          ({ content }) => typeof content !== 'string' && content.some(({ type }) => type === 'tool_result'),
        ),
    };
  },
  answer: (calls) => {
    const usage = { input_tokens: 1, output_tokens: 1 };
    const blocks =
      calls.length === 0
        ? [{ type: 'text' }]
        : calls.map(({ id, tool }) => ({ type: 'tool_use', id, name: tool.name, input: {} }));
    return [
      {
        type: 'message_start',
        message: {
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          model: 'none',
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage,
        },
      },
      ...blocks.flatMap((block, index) => [
        {
          type: 'content_block_start',
          index,
          content_block: block.type === 'text' ? { ...block, text: '' } : block,
        },
        {
          type: 'content_block_delta',
          index,
          delta:
            block.type === 'text'
              ? { type: 'text_delta', text: 'done' }
              : { type: 'input_json_delta', partial_json: JSON.stringify(calls[index]?.args ?? {}) },
        },
        { type: 'content_block_stop', index },
      ]),
      {
        type: 'message_delta',
        delta: { stop_reason: calls.length === 0 ? 'end_turn' : 'tool_use', stop_sequence: null },
        usage,
      },
      { type: 'message_stop' },
    ];
  },
};

const responsesSchema = z.looseObject({
  input: z.array(z.looseObject({ type: z.string().optional() })),
  tools: z
    .array(
      z.looseObject({
        type: z.string(),
        name: z.string().optional(),
        tools: z.array(z.looseObject({ name: z.string(), description: z.string().optional() })).optional(),
      }),
    )
    .optional(),
});

/** The Responses API of OpenAI, streamed; the tools of an MCP server are a namespace there. */
export const responsesProtocol: ModelProtocol = {
  path: '/v1/responses',
  readTurn: (body) => {
    const { input, tools = [] } = responsesSchema.parse(body);
    return {
      offered: tools.flatMap((tool) =>
        (tool.tools ?? []).map(({ name, description = '' }) => ({ name, namespace: tool.name, description })),
      ),
      answered: input.some(({ type }) => type === 'function_call_output'),
    };
  },
  answer: (calls) => {
    const items =
      calls.length === 0
        ? [
            {
              type: 'message',
              role: 'assistant',
              id: 'message_1',
              content: [{ type: 'output_text', text: 'done' }],
            },
          ]
        : calls.map(({ id, tool: { name, namespace }, args }) => ({
            type: 'function_call',
            id: `item_${id}`,
            call_id: id,
            name,
            namespace,
            arguments: JSON.stringify(args),
          }));
    return [
      { type: 'response.created', response: { id: 'response_1' } },
      ...items.map((item, index) => ({ type: 'response.output_item.done', output_index: index, item })),
      {
        type: 'response.completed',
        response: {
          id: 'response_1',
          usage: {
            input_tokens: 1,
            output_tokens: 1,
            total_tokens: 2,
            input_tokens_details: null,
            output_tokens_details: null,
          },
        },
      },
    ];
  },
};
