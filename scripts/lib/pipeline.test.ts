import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { markerName } from './output-directory.ts';
import { type BuildState, buildSite, buildSteps } from './pipeline.ts';
import type { Step } from './progress.ts';
import { readSettings, type Settings } from './settings.ts';

const quiet = { terminal: false, silent: true };
const publish = buildSteps.filter(({ id }) => id === 'publish');

let root: string;
let settings: Settings;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'pipeline-'));
  settings = readSettings({}, root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(text: string): Step<BuildState> {
  const run = ({ siteDir }: BuildState): string => {
    mkdirSync(siteDir, { recursive: true });
    writeFileSync(path.join(siteDir, 'index.html'), text);
    return 'written';
  };
  return { id: 'render', title: 'Write a page', run };
}

const fail: Step<BuildState> = {
  id: 'check',
  title: 'Fail',
  run: () => {
    throw new Error('the level is wrong');
  },
};

function readHome(): string {
  return readFileSync(path.join(settings.outDir, 'index.html'), 'utf8');
}

function listLeftovers(): readonly string[] {
  return [
    ...readdirSync(path.join(root, 'node_modules/.cache/tool-risk-catalogue')),
    ...readdirSync(root).filter((name) => /\.(?:new|old)-/.test(name)),
  ];
}

describe('buildSite', () => {
  test('publishes a new site as a whole and counts it', async () => {
    await buildSite(settings, [write('old'), ...publish], quiet);
    writeFileSync(path.join(settings.outDir, 'page-of-the-old-site.html'), '');
    const stats = await buildSite(settings, [write('new!'), ...publish], quiet);
    expect(readdirSync(settings.outDir).toSorted()).toEqual([markerName, 'index.html']);
    expect(readHome()).toBe('new!');
    expect(stats).toMatchObject({ files: 1, bytes: 4 });
    expect(Object.keys(stats.seconds)).toEqual(['render', 'publish']);
    expect(listLeftovers()).toEqual([]);
  });

  test('leaves the old site alone when a step fails, and removes what it has made', async () => {
    await buildSite(settings, [write('old'), ...publish], quiet);
    await expect(buildSite(settings, [write('new'), fail, ...publish], quiet)).rejects.toThrow(
      'the level is wrong',
    );
    expect(readHome()).toBe('old');
    expect(listLeftovers()).toEqual([]);
  });

  test('two builds at once both succeed, and one whole site remains', async () => {
    const builds = ['first', 'second'].map((text) => buildSite(settings, [write(text), ...publish], quiet));
    await Promise.all(builds);
    expect(['first', 'second']).toContain(readHome());
    expect(listLeftovers()).toEqual([]);
  });

  test('removes what a killed build has left', async () => {
    const leftover = path.join(root, 'node_modules/.cache/tool-risk-catalogue/build-999999999-0a1b2c3d');
    mkdirSync(leftover, { recursive: true });
    await buildSite(settings, [write('new'), ...publish], quiet);
    expect(existsSync(leftover)).toBe(false);
  });

  test('reports the records that are wrong', async () => {
    mkdirSync(path.join(settings.contentDir, 'servers'), { recursive: true });
    writeFileSync(path.join(settings.contentDir, 'servers/broken.json'), '{');
    const steps = buildSteps.filter(({ id }) => id === 'validate');
    await expect(buildSite(settings, steps, quiet)).rejects.toThrow(/servers\/broken\.json/);
  });
});

describe('the output folder', () => {
  const put = (file: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), 'mine');
  };

  test.each([
    ['a folder with files of somebody else', 'site', 'has files that no build of this project made'],
    ['the project', '.', 'holds the project'],
    ['the root of the file system', '/', 'holds the project'],
    ['a folder among the records', 'content/site', 'lies among the records'],
    ['a file', 'site/mine.txt', 'is a file'],
  ])('is refused when it is %s', async (_, outDir, reason) => {
    put('site/mine.txt');
    put('content/site.yaml');
    const refused = readSettings({ OUT_DIR: outDir }, root);
    await expect(buildSite(refused, [write('new'), ...publish], quiet)).rejects.toThrow(reason);
    expect(readFileSync(path.join(root, 'site/mine.txt'), 'utf8')).toBe('mine');
  });

  test('is refused when it holds the records', async () => {
    put('records/content/site.yaml');
    const refused = readSettings({ OUT_DIR: 'records', CONTENT_DIR: 'records/content' }, root);
    await expect(buildSite(refused, [write('new')], quiet)).rejects.toThrow('holds the records');
  });

  test('may be an empty folder', async () => {
    mkdirSync(settings.outDir);
    await buildSite(settings, [write('new'), ...publish], quiet);
    expect(readHome()).toBe('new');
  });
});
