import { expect, test } from 'vitest';
import Combinations from '#components/server/Combinations.astro';
import { makeEntry } from '#domain/catalogue.fixture.ts';
import type { ToolEntry } from '#domain/catalogue.ts';
import type { Attack } from '#schema/attack.ts';
import type { Capability } from '#schema/vocabulary.ts';
import { findAll, findTags, textOf } from '../support/html.ts';
import { renderComponent } from '../support/render.ts';

function entry(name: string, ...capabilities: Capability[]): ToolEntry {
  return makeEntry(`mail/${name}`, { class: 'write', level: 'medium', capabilities });
}

const read = entry('read_mail', 'messaging-read', 'untrusted-ingest');
const send = entry('send_mail', 'messaging-send');
const pattern = { id: 'lethal-trifecta-exfiltration', name: 'Toxic flow' } as Attack;
const render = (tools: readonly ToolEntry[], attacks: readonly Attack[] = []) =>
  renderComponent(Combinations, { tools, attacks });
const linksOf = async (...args: Parameters<typeof render>) =>
  findTags(await render(...args), 'a').map(({ attribs }) => attribs['href']);

test('a combination is explained with its parts and leads to its tools', async () => {
  const text = textOf(await render([read, send]));
  expect(text).toContain('1 dangerous combination is possible with the recorded tools of this server alone.');
  expect(text).toContain('it does not say that anything has happened here');
  expect(text).toContain('A way out 1 tool send_mail sends messages');
  expect(await linksOf([read, send])).toEqual([
    '/tools/mail/read_mail/',
    '/tools/mail/read_mail/',
    '/tools/mail/send_mail/',
  ]);
});

test('the pattern is linked where it is recorded', async () => {
  expect(await linksOf([read, send], [pattern])).toContain('/attacks/lethal-trifecta-exfiltration/');
});

test('many tools are counted, and those after the fifth are folded away', async () => {
  const senders = Array.from({ length: 60 }, (_, index) =>
    entry(`send_${index.toString()}`, 'messaging-send'),
  );
  const html = await render([read, ...senders]);
  const folded = textOf(findTags(html, 'details')[0] ?? html);
  expect(textOf(html)).toContain('A way out 60 tools');
  expect(folded).toMatch(/^55 more tools send_5 /);
  expect(folded).toMatch(/The table of tools has 48 others\.$/);
  expect(
    findAll(html, ({ attribs }) => attribs['href']?.startsWith('/tools/mail/send_') ?? false).length,
  ).toBe(12);
});

test('a tool that plays every part is named as such', async () => {
  const mailbox = entry('mailbox', 'messaging-read', 'untrusted-ingest', 'messaging-send');
  expect(textOf(await render([mailbox]))).toContain('This tool alone lets text that a stranger wrote');
  const text = textOf(await render([mailbox, send]));
  expect(text).toContain('One tool plays every part without the others.');
  expect(text).toContain('mailbox sends messages; plays every part alone');
});

test('when none is possible the page says so, and what the server adds to those of others', async () => {
  const text = textOf(await render([read]));
  expect(text).toContain('make none of these combinations possible by themselves');
  expect(text).toContain(
    'they supply a part of the first: private data (1 tool) and text that strangers can write (1 tool).',
  );
  expect(textOf(await render([entry('think')]))).not.toContain('they supply');
});
