import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildStack } from './stack.ts';
import { makePattern, makeServer, makeTool } from './stack.fixture.ts';

const mail = makeServer('mail', [
  makeTool('read_mail', {
    level: 'medium',
    capabilities: ['messaging-read', 'untrusted-ingest'],
    tokens: 300,
  }),
  makeTool('search', { level: 'medium', attacks: ['leak'] }),
]);
const files = makeServer('files', [
  makeTool('read_file', { level: 'medium', capabilities: ['filesystem-read'] }),
  makeTool('Search', {
    level: 'high',
    class: 'write',
    attacks: ['leak', 'loss'],
    hintConflicts: ['readOnlyHint'],
  }),
]);
const web = makeServer('web', [
  makeTool('fetch', { class: 'write', level: 'medium', capabilities: ['network-egress'], reviewed: true }),
]);
const patterns = [makePattern('loss'), makePattern('leak'), makePattern('none')];

test('all tools of all servers, by level, class and capability, the most dangerous first', () => {
  const stack = buildStack([mail, files, web], patterns);
  expect(stack.tools.map(({ name, server }) => `${server.key}:${name}`)).toEqual([
    'files:Search',
    'web:fetch',
    'files:read_file',
    'mail:read_mail',
    'mail:search',
  ]);
  expect(stack.byLevel.map(({ id, tools }) => [id, tools.length])).toEqual([
    ['high', 1],
    ['medium', 4],
  ]);
  expect(stack.byClass.map(({ id, tools }) => [id, tools.length])).toEqual([
    ['read', 3],
    ['write', 2],
  ]);
  expect(stack.byCapability.map(({ id }) => id)).toHaveLength(4);
  expect(stack.hintConflicts.map(({ name }) => name)).toEqual(['Search']);
  expect(stack.unreviewed).toHaveLength(4);
  expect(stack.attacks.map(({ pattern, tools }) => [pattern.id, tools.length])).toEqual([
    ['leak', 2],
    ['loss', 1],
  ]);
});

test('tokens are added up, by server and as a share of the window', () => {
  const stack = buildStack([web, mail], patterns);
  expect([stack.tokens, stack.share]).toEqual([500, '0.3%']);
  expect(stack.servers.map(({ server, tokens, share }) => [server.key, tokens, share])).toEqual([
    ['mail', 400, '0.2%'],
    ['web', 100, '0.1%'],
  ]);
  expect(stack.servers[0]?.byLevel).toEqual({ low: 0, medium: 2, high: 0, critical: 0, unknown: 0 });
});

test('names that several servers have, and names that only some clients tell apart', () => {
  const servers = [
    makeServer('a', [makeTool('get-item'), makeTool('list'), makeTool('own'), makeTool('own_')]),
    makeServer('b', [
      makeTool('get_item'),
      makeTool('list'),
      makeTool('GET_ITEM', { level: 'critical', class: 'execute' }),
    ]),
    makeServer('c', [makeTool('list')]),
  ];
  const [first, second, ...more] = buildStack(servers, []).collisions;
  expect(more).toEqual([]);
  expect(first).toMatchObject({ kind: 'alike', names: ['GET_ITEM', 'get-item', 'get_item'], differs: true });
  expect(second).toMatchObject({ kind: 'same', names: ['list'], differs: false });
  expect(first?.sentence).toMatchInlineSnapshot(
    `"2 servers name tools so alike that some clients do not tell them apart, and the tools are not equally dangerous: where a client or a rule goes by the bare name, one can be taken for the other."`,
  );
  expect(second?.sentence).toMatchInlineSnapshot(
    `"3 servers name a tool “list”, and where a client or a rule goes by the bare name, one can be taken for the other."`,
  );
});

test('a combination says which server plays which part, and how many servers it takes', () => {
  const find = (...servers: readonly ReturnType<typeof makeServer>[]) =>
    buildStack(servers, [makePattern('lethal-trifecta-exfiltration')]).combinations.find(
      ({ id }) => id === 'flow-out',
    );
  const both = find(mail, web);
  expect(both?.parts.map(({ label, servers }) => [label, servers.map(({ server }) => server.key)])).toEqual([
    ['Private data', ['mail']],
    ['Text that strangers can write', ['mail']],
    ['A way out', ['web']],
  ]);
  expect(both?.parts[2]?.servers[0]?.tools).toMatchObject([
    { tool: { name: 'fetch' }, access: ['reaches addresses'] },
  ]);
  expect(both?.pattern?.id).toBe('lethal-trifecta-exfiltration');
  expect(both?.fewest.map(({ key }) => key)).toEqual(['mail', 'web']);
  expect(both?.span).toBe('No server makes it possible by itself; “mail” and “web” together do.');
  expect(find(mail, files)).toBeUndefined();

  const alone = makeServer('alone', [...mail.tools, ...web.tools]);
  expect(find(alone)).toMatchObject({ span: 'All of it is within “alone”.' });
  const three = find(files, alone);
  expect(three?.fewest).toEqual([alone]);
  expect(three?.span).toBe('“alone” makes it possible without the others.');
});

const anyTool = fc
  .record({
    name: fc.constantFrom('a', 'b', 'A', 'b-c', 'b_c'),
    level: fc.constantFrom('low', 'medium', 'high', 'critical'),
    class: fc.constantFrom('read', 'write', 'execute'),
    capabilities: fc.uniqueArray(
      fc.constantFrom(
        'pii-read',
        'untrusted-ingest',
        'network-egress',
        'shell-exec',
        'secrets-read',
        'memory-write',
      ),
    ),
    tokens: fc.nat(500),
  } as const)
  .map(({ name, ...facts }) => makeTool(name, facts));

test('the order of the servers does not matter, and a further server takes nothing away', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyTool, { maxLength: 4 }), { maxLength: 4 }), (lists) => {
      const servers = lists.map((tools, index) => makeServer(`s${index.toString()}`, tools));
      const whole = buildStack(servers, []);
      const turned = buildStack(servers.toReversed(), []);
      const part = buildStack(servers.slice(1), []);
      const idsOf = (stack: typeof whole) => stack.combinations.map(({ id }) => id).sort();
      expect(idsOf(turned)).toEqual(idsOf(whole));
      expect(turned.tokens).toBe(whole.tokens);
      expect(idsOf(whole)).toEqual(expect.arrayContaining(idsOf(part)));
      for (const { parts, fewest } of whole.combinations) {
        for (const { servers: cast } of parts) {
          expect(cast.some(({ server }) => fewest.includes(server))).toBe(true);
        }
      }
    }),
  );
});
