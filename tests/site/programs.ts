import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { apiAttacksSchema } from '#schema/api-attacks.ts';
import { plural } from '#domain/text.ts';
import { apiProfileSchema, apiProfilesSchema } from '#schema/api-profiles.ts';
import { apiIndexSchema, shieldsBadgeSchema } from '#schema/api.ts';
import { projectRoot } from '#scripts/lib/settings.ts';
import {
  buildEnvironment,
  fixtureCatalogue,
  listFiles,
  openFixtureSiteBelow,
} from '../support/fixture-site.ts';
import { findId, findTags, listAddresses, parseHtml, textOf } from '../support/html.ts';
import { createReader, type SiteReader } from './reader.ts';

/** What programs and operators rely on: schemas, the base path, and a build that fails as a whole. */
export function testPrograms({ site, servers, tools, read, open }: SiteReader): void {
  test('API files obey the schemas that are published beside them', () => {
    const index = apiIndexSchema.parse(JSON.parse(read('/api/v1/index.json')));
    const compile = (address: string) =>
      new Ajv2020({ allErrors: true, validateFormats: false, allowUnionTypes: true }).compile(
        JSON.parse(read(address)),
      );
    const check = (address: string, documents: readonly string[]): void => {
      const validate = compile(address);
      for (const document of documents) {
        validate(JSON.parse(read(document)));
        expect([document, validate.errors]).toEqual([document, null]);
      }
      expect(validate({ version: '1', apiVersion: 1 })).toBe(false);
    };
    check(index.schemas.index, ['/api/v1/index.json']);
    check(
      index.schemas.server,
      index.servers.map(({ api }) => api),
    );
    check(index.schemas.changes, [index.changes]);
    check(index.schemas.attacks, [index.attacks.json]);
    check(index.schemas.profiles, [index.profiles]);
    check(
      index.schemas.profile,
      apiProfilesSchema.parse(JSON.parse(read(index.profiles))).servers.map(({ profile }) => profile),
    );
    const policies = [...servers, ...tools.map(({ tool }) => tool)].flatMap(({ policyFiles }) => policyFiles);
    check(
      index.schemas.policy,
      policies.filter(({ format }) => format === 'gateway').map(({ url }) => url),
    );
    expect(index.totals).toMatchObject({
      servers: servers.length,
      tools: tools.length,
      attacks: 5,
      reviewed: 2,
    });
  });

  test('profiles say of every server and tool what the other files and the pages say', () => {
    const index = apiIndexSchema.parse(JSON.parse(read('/api/v1/index.json')));
    const list = apiProfilesSchema.parse(JSON.parse(read(index.profiles)));
    expect(list.servers.map(({ id }) => id)).toEqual(index.servers.map(({ id }) => id));
    const patterns = new Map(list.attacks.map(({ id, url }) => [id, url]));
    for (const { id, profile: address, tools: count, tokens, byLevel } of list.servers) {
      const profile = apiProfileSchema.parse(JSON.parse(read(address)));
      const server = servers.find((each) => each.id === id);
      expect([profile.tools.length, profile.tokens]).toEqual([count, tokens]);
      expect(Object.values(byLevel).reduce((sum, each) => sum + each, 0)).toBe(count);
      const { source, notices, licence } = profile;
      expect({ source, notices, licence }).toEqual({
        source: server?.source,
        notices: server?.notices,
        licence: server?.licence,
      });
      for (const tool of profile.tools) {
        const whole = server?.tools.find((each) => each.id === tool.id);
        expect({
          ...tool,
          capabilities: whole?.capabilities.map((each) => each.id),
          flags: whole?.flags.map((each) => each.id),
          attacks: whole?.attacks.map((each) => each.id),
          hintConflicts: whole?.annotations.conflicts.map(({ hint }) => hint),
          tokens: whole?.definition.tokens,
          reviewed: whole?.review?.current ?? false,
        }).toEqual(tool);
        expect(whole).toMatchObject({
          name: tool.name,
          title: tool.title,
          url: tool.url,
          class: tool.class,
          level: tool.level,
          confidence: tool.confidence,
          levelSentence: tool.levelSentence,
        });
        for (const attack of tool.attacks) open(patterns.get(attack) ?? '');
      }
    }
  });

  test('every server has a badge, which its page shows, and says the tokens of its definitions', () => {
    for (const { id, url, badge, tokens, tools: ofServer } of servers) {
      const { message } = shieldsBadgeSchema.parse(JSON.parse(read(badge.shields)));
      expect([id, read(badge.svg)]).toEqual([id, expect.stringContaining(`: ${message}</title>`)]);
      expect(tokens).toBe(ofServer.reduce((sum, { definition }) => sum + definition.tokens, 0));
      if (ofServer.length === 0) continue;
      const page = open(url);
      const image = findTags(page, 'img').find(({ attribs }) => attribs['src'] === badge.svg);
      expect(image?.attribs['alt']).toContain(message);
      expect(textOf(findId(page, 'badge'))).toContain(`(https://catalogue.example${badge.svg})`);
      expect(textOf(findId(page, 'tokens'))).toContain(plural(tokens, 'token'));
    }
  });

  test('the attack patterns in each form are those of the pages, with the same tools', () => {
    const index = apiIndexSchema.parse(JSON.parse(read('/api/v1/index.json')));
    const { attacks } = apiAttacksSchema.parse(JSON.parse(read(index.attacks.json)));
    expect(attacks.length).toBe(index.totals.attacks);
    for (const { id, url, tools: exposed } of attacks) {
      expect(textOf(open(url))).toContain(attacks.find((attack) => attack.id === id)?.summary);
      const naming = tools.filter(({ tool }) => tool.attacks.some((attack) => attack.id === id));
      expect([id, exposed.map(({ url: address }) => address).toSorted()]).toEqual([
        id,
        naming.map(({ tool }) => tool.url).toSorted(),
      ]);
    }
    const rows = read(index.attacks.csv).trimEnd().split('\r\n').slice(1);
    expect(rows.length).toBe(attacks.reduce((sum, { incidents }) => sum + Math.max(1, incidents.length), 0));
    expect(new Set(rows.map((row) => row.split(',')[0]))).toEqual(new Set(attacks.map(({ id }) => id)));
    const layer = z
      .looseObject({
        domain: z.literal('atlas-atlas'),
        techniques: z.array(z.looseObject({ techniqueID: z.string() })),
      })
      .parse(JSON.parse(read(index.attacks.atlasLayer)));
    expect(layer.techniques.map(({ techniqueID }) => techniqueID)).toEqual(
      expect.arrayContaining(attacks.flatMap(({ mappings }) => mappings.atlas.map(({ id }) => id))),
    );
  });

  test('below a base path every address begins with it and leads somewhere', () => {
    using below = openFixtureSiteBelow();
    const files = new Set(listFiles(below.directory));
    const reader = createReader(below);
    const addresses = new Set(
      reader.pages.flatMap(({ text }) => listAddresses(parseHtml(text)).map(({ address }) => address)),
    );
    const own = [...addresses].filter((address) => !/^(?:https?:|mailto:|#)/.test(address));
    expect(own.filter((address) => !address.startsWith(below.basePath))).toEqual([]);
    const named = own.map((address) =>
      decodeURI(address.replace(/[?#].*$/, '')).slice(below.basePath.length),
    );
    const missing = named
      .map((name) => (name === '' || name.endsWith('/') ? `${name}index.html` : name))
      .filter((file) => file !== 'search-index/index.html' && !files.has(file));
    expect(missing).toEqual([]);
    expect(own.length).toBeGreaterThan(reader.tools.length);
  });

  test('a broken record leaves the site that is there as it was, and says all that is wrong', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'broken-record-'));
    try {
      const [contentDir, outDir] = [path.join(folder, 'content'), path.join(folder, 'site')];
      cpSync(fixtureCatalogue, contentDir, { recursive: true });
      cpSync(site.directory, outDir, { recursive: true });
      const change = (file: string, from: string, to: string): void => {
        const text = readFileSync(path.join(contentDir, file), 'utf8');
        expect(text).toContain(from);
        writeFileSync(path.join(contentDir, file), text.replace(from, to));
      };
      change('servers/everyday.json', '"licence": "MIT",', '"license": "MIT",');
      change('reviews/workshop.yaml', 'tool: archive_project', 'tool: archive_projects');
      change('attacks/key-minting.mdx', 'kind: hide', 'kind: hidden');
      const { status, stderr, stdout } = spawnSync(
        process.execPath,
        [path.join(projectRoot, 'scripts/build.ts')],
        { cwd: projectRoot, env: buildEnvironment(contentDir, outDir, '/'), encoding: 'utf8' },
      );
      const said = `${stdout}${stderr}`.replaceAll(contentDir, 'content');
      expect(status).toBe(1);
      for (const words of [
        /content\/servers\/everyday\.json\n.*licence \(line 1, column 1\): required field is missing\n.*Add it/s,
        /license \(line \d+, column \d+\): unknown key "license"\n.*Did you mean "licence"\?/s,
        /content\/reviews\/workshop\.yaml\n.*reviews\[0\]\.tool.*has no tool "archive_projects"\n.*Did you mean "archive_project"\?/s,
        /content\/attacks\/key-minting\.mdx\n.*controls\[0\]\.kind \(line \d+, column \d+\): "hidden" is not one of the allowed values\n.*Use one of: /s,
        /The build failed; the output folder is unchanged\./,
      ]) {
        expect(said).toMatch(words);
      }
      const files = listFiles(site.directory);
      expect(listFiles(outDir)).toEqual(files);
      for (const file of files) {
        const same = readFileSync(path.join(outDir, file)).equals(
          readFileSync(path.join(site.directory, file)),
        );
        expect([file, same]).toEqual([file, true]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
