import { expect, test } from 'vitest';
import { agentcore } from './agentcore.ts';
import { inputFor } from './target.fixture.ts';
import type { Recommendation } from './target.ts';

function recommend(tool: string, action: Recommendation['action']): Recommendation {
  return { tool, riskClass: 'write', level: 'medium', action, rules: [] };
}

test('one tool gets one statement, and everything to be replaced stands in it', () => {
  const snippet = agentcore.write(inputFor([recommend('drop_all', { kind: 'hide' })]));
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  expect(snippet.text).toBe(`forbid(
  principal,
  action == AgentCore::Action::"YourTarget___drop_all",
  resource == AgentCore::Gateway::"arn:aws:bedrock-agentcore:your-region:your-account:gateway/your-gateway"
);
`);
  expect(snippet.placeholders.filter(({ text }) => !snippet.text.includes(text))).toEqual([]);
  expect(snippet.caption).toBe(
    'drop_all is refused and not listed. Other tools fare as your own policies say: AgentCore refuses what none permits.',
  );
});

test('the tools of a server share a statement for each fate', () => {
  const actions = [
    { kind: 'allow' },
    { kind: 'hide' },
    { kind: 'allow' },
    { kind: 'deny', approval: false },
  ] as const;
  const tools = actions.map((action, index) => recommend(`t${String(index)}`, action));
  const snippet = agentcore.write(inputFor(tools, 'server'));
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  const [permit, forbid, ...rest] = snippet.text.split('\n\n');
  expect(rest).toEqual([]);
  expect(permit).toMatch(/^permit\([^]*___t0"[^]*___t2"/);
  expect(forbid).toMatch(/^forbid\([^]*___t1"[^]*___t3"/);
  expect(snippet.losses).toMatchObject([{ tools: ['t3'], changes: [] }]);
});

test.each(['resolve-library', 'a.b', 'ns/tool', 'a:b', 'é', 'a b', '"', '*'])(
  'the name %j gets no snippet, because no schema takes it',
  (tool) => {
    expect(agentcore.write(inputFor([recommend(tool, { kind: 'allow' })]))).toMatchObject({
      kind: 'impossible',
      reason: expect.stringContaining('letters, digits and underscores') as string,
    });
  },
);
