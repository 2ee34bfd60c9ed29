import path from 'node:path';
import { expect, test } from 'vitest';
import { revealHidden } from '#domain/text.ts';
import { readContent } from '#records/read.ts';
import { fixtureCatalogue, listFiles } from '../support/fixture-site.ts';
import { findAll, findClass, findId, findTags, listAddresses, parseHtml, textOf } from '../support/html.ts';
import type { SiteReader } from './reader.ts';

/** Records out of the ordinary have pages that say what is odd. */
export function testOddRecords({ site, tools, pages, server, tool, open, openTool }: SiteReader): void {
  const recorded = readContent(fixtureCatalogue).servers.map((file) => file.server);
  const part = (serverId: string, name: string, id: string): string =>
    textOf(findId(openTool(serverId, name), id));

  test('every tool has an address of its own, also where case is ignored, and its very name', () => {
    const names = recorded.flatMap(({ id, tools: own }) => own.map(({ name }) => `${id} ${name}`));
    expect(tools.map((one) => `${one.server.id} ${one.tool.name}`).toSorted()).toEqual(names.toSorted());
    expect(new Set(tools.map((one) => one.tool.url.toLowerCase())).size).toBe(names.length);
    for (const { tool: one } of tools) {
      expect(findTags(open(one.url), 'h1').map(textOf)).toEqual([revealHidden(one.name)]);
    }
  });

  test('undocumented input is told from none', () => {
    expect(part('schemas', 'get_status', 'parameters')).toContain('does not document the input');
    expect(part('schemas', 'get_summary', 'parameters')).toContain('does not document the input');
    expect(part('everyday', 'frobnicator', 'parameters')).toContain('takes no parameters');
  });

  test('a schema that loops is cut, and says so', () => {
    const shown = part('schemas', 'update_tree', 'parameters');
    expect(shown).toContain('node.children');
    expect(shown).not.toContain('node.children[].children[].');
    expect(shown).toContain('Refers back to an enclosing shape');
  });

  test('a huge schema has every field on the page, and is whole in the API', () => {
    const section = findId(openTool('schemas', 'submit_form'), 'parameters');
    const rows = findAll(section, ({ name, attribs }) => name === 'th' && attribs['scope'] === 'row');
    expect(rows.map((row) => textOf(row).replace(/ required$/, ''))).toEqual(
      Array.from({ length: 205 }, (_, index) => `Parameter${index + 1}.Name`),
    );
    expect(listAddresses(section).map(({ address }) => address)).toContain('/api/v1/servers/schemas.json');
    const form = recorded.flatMap((one) => one.tools).find(({ name }) => name === 'submit_form');
    expect(tool('schemas', 'submit_form').definition.inputSchema).toEqual(form?.inputSchema);
  });

  test('what is not classified says so', () => {
    const page = openTool('everyday', 'frobnicator');
    expect(textOf(findClass(page, 'verdict'))).toBe('Not classified Not classified');
    expect(part('everyday', 'frobnicator', 'why')).toContain('Not classified');
  });

  test('a hint that contradicts the record is called a conflict, and is not believed', () => {
    const { class: riskClass, annotations } = tool('workshop', 'execute_sql');
    expect(riskClass).toBe('execute');
    expect(annotations.conflicts).toContainEqual({ hint: 'readOnlyHint', declared: true, assessed: false });
    expect(part('workshop', 'execute_sql', 'why')).toContain('readOnlyHint true false conflict');
    expect(part('workshop', 'run_shell_command', 'why')).toContain('declares none of the four hints');
  });

  test('the worst of several actions decides', () => {
    expect(tool('workshop', 'manage_records').class).toBe('destructive');
    expect(part('workshop', 'manage_records', 'does')).toContain(
      'among 4 actions; the verdict is for the worst',
    );
  });

  test('a server without tools says so', () => {
    const bare = server('no-tools');
    expect([bare.policy, bare.policyFiles]).toEqual([null, []]);
    expect(textOf(open(bare.url))).toContain('No tool of this server is recorded');
  });

  test('servers that share a display name are told apart', () => {
    const rows = findTags(open('/tools/'), 'tr').filter((row) => textOf(row).includes('get_forecast'));
    expect(rows.map((row) => textOf(findClass(row, 'id'))).toSorted()).toEqual([
      'weather-east',
      'weather-west',
    ]);
  });

  test('an untrustworthy repository is named with the reason, and linked from no page', () => {
    for (const page of [open('/servers/weather-west/'), openTool('weather-west', 'get_forecast')]) {
      expect(textOf(page)).toContain('github.com/example/weather-west');
      expect(textOf(page)).toContain('leads to an archive that nobody explains');
    }
    const linking = pages.filter(({ text }) =>
      listAddresses(parseHtml(text)).some(({ address }) => address.includes('example/weather-west')),
    );
    expect(linking.map(({ file }) => file)).toEqual([]);
  });

  test('a partial record says of how many tools', () => {
    expect(textOf(open('/servers/weather-west/'))).toContain('1 of 116 tools recorded');
    expect(textOf(openTool('weather-west', 'get_forecast'))).toContain(
      '1 of 116 tools of this server recorded',
    );
  });

  test('a review overrules the rules, and one of another definition does not', () => {
    const overruled = tool('workshop', 'archive_project');
    expect([overruled.class, overruled.level]).toEqual(['destructive', 'high']);
    const why = part('workshop', 'archive_project', 'why');
    expect(why).toContain('emptied every night');
    expect(why).toContain('; the rules alone say write, medium.');
    const outdated = tool('workshop', 'send_reminder');
    expect([outdated.class, outdated.level, outdated.review?.current]).toEqual(['write', 'high', false]);
    expect(part('workshop', 'send_reminder', 'why')).toContain('judged an earlier definition');
  });

  test('a policy that a format cannot express is explained, and has no file', () => {
    const reason = 'would share the rule mcp__odd-names__notes_read';
    expect(textOf(findId(open('/servers/odd-names/'), 'policy'))).toContain(reason);
    const formats = server('odd-names').policyFiles.map(({ format }) => format);
    expect(formats).toContain('gateway');
    expect(formats).not.toContain('claude-code');
    const written = listFiles(path.join(site.directory, 'api/v1/policies'));
    expect(written.filter((file) => /^odd-names\.\w+\.claude-code/.test(file))).toEqual([]);
  });
}
