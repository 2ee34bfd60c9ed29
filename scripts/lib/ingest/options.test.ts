import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

/** What is said about a command line, without the usage that follows it. */
function faultsOf(args: readonly string[]): string[] {
  try {
    readOptions(args, { CONTENT_DIR: 'records' });
  } catch (error) {
    const [faults = '', usage = ''] = String(error).replace('Error: ', '').split('\n\nUsage: ');
    expect(usage).toContain('npm run ingest');
    return faults.split('\n');
  }
  return [];
}

test('the command line is refused with everything that is wrong with it', () => {
  expect(
    faultsOf([
      ...['--id', 'My Server', '--name', ' ', '--env', '=x', '--env', 'ABSENT', '--timeout', 'soon'],
      ...['--header', 'nonsense', '--concurrency', '0', '--args', "'open"],
    ]),
  ).toMatchInlineSnapshot(`
    [
      "give exactly one of --stdio, --npm, --http, --from-file, --config, --again",
      "--id "My Server" must be lower-case letters and digits, joined by single dashes",
      "--name is empty",
      "--timeout must be a number of seconds, at most 3600",
      "--concurrency must be a whole number from 1 to 16",
      "--env must be NAME=value or NAME",
      "--env ABSENT: your environment has no such variable",
      "--header must be "Name: value"",
      "The command has a quote ' that is not closed: 'open",
    ]
  `);
  expect(faultsOf(['--stdoi', 'x'])[0]).toContain("Unknown option '--stdoi'");
});

test('exactly one source is wanted, and options that do not belong to it are refused', () => {
  expect(faultsOf(['--stdio', 'a', '--http', 'https://example.org'])[0]).toContain('exactly one of');
  expect(faultsOf(['--stdio', 'npx', '-y', 'server'])[0]).toContain("Unknown option '-y'");
  expect(faultsOf(['--stdio', 'npx', 'server', '--id', 'a'])).toEqual([
    '"server" belongs to no option; put quotes around commands with blanks',
  ]);
  expect(faultsOf(['--http', 'example.org', '--id', 'a', '--args', 'x', '--check'])).toEqual([
    '--http must be an address that begins with https:// or http://',
    '--args goes with --npm, --again only',
    '--check goes with --again only',
  ]);
  expect(faultsOf(['--npm', 'git+https://example.org/x.git'])[0]).toContain('must be the name of a package');
  expect(faultsOf(['--again', 'a', 'b', '--args', 'x'])).toEqual([
    '--args goes with one server: name it after --again',
  ]);
});

test('arguments of a server may begin with dashes', () => {
  const { source, args, out, timeoutMs } = readOptions(
    ['--npm', '@scope/server@1.2.3', '--args', "--headless --caps='a b'"],
    { CONTENT_DIR: 'records' },
  );
  expect(source).toEqual({ kind: 'npm', spec: { name: '@scope/server', version: '1.2.3' } });
  expect(args).toEqual(['--headless', '--caps=a b']);
  expect({ out, timeoutMs }).toEqual({ out: 'records', timeoutMs: 60_000 });
});

test('variables and headers are read, whatever their values hold', () => {
  const { env, headers } = readOptions(
    [
      ...['--http', 'https://example.org/mcp', '--id', 'a', '--env', 'A=b=c', '--env', 'HERE'],
      ...['--header', 'Authorization: Bearer a:b'],
    ],
    { HERE: 'taken' },
  );
  expect(env).toEqual({ A: 'b=c', HERE: 'taken' });
  expect(headers).toEqual({ Authorization: 'Bearer a:b' });
});
