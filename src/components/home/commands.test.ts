import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readOptions } from '#scripts/lib/ingest/options.ts';
import { commands } from './commands.ts';

test('the commands that the home page shows are those of this project, with options that they take', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const command of commands) {
    const [, name = '', options] = /^npm (?:run )?(\w+)(?: -- (.+))?$/.exec(command) ?? [];
    expect([command, scripts[name]]).toEqual([command, expect.any(String)]);
    if (name === 'ingest') {
      expect(readOptions(options?.split(' ') ?? [], {})).toMatchObject({
        source: { kind: 'config', file: '.vscode/mcp.json' },
      });
    }
  }
});
