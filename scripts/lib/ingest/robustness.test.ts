import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fixtureCommand, noticesOf, only, run, type RunSettings, useFolders } from './capture.fixture.ts';
import { exitCodeOf, type Judged, type Report } from './summary.ts';

const newFolder = useFolders();

function start(command: string, flags: readonly string[] = [], settings: RunSettings = {}): Promise<Report> {
  return run(['--stdio', command, '--id', 'fixture', '--out', newFolder('out'), ...flags], settings);
}

async function capture(command: string, flags: readonly string[] = []): Promise<Judged['prepared']> {
  return only(await start(command, flags)).prepared;
}

/** Numbers of the processes that the stubborn server wrote down, once it has. */
async function readPids(file: string): Promise<number[]> {
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') await wait(20);
  return readFileSync(file, 'utf8').split(' ').map(Number);
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Where nobody asks about an orphan that has ended, its number stays.
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

test('a server that lists without end or breaks off is recorded as far as it got', async () => {
  const endless = await capture(fixtureCommand('endless'));
  expect(endless.server.tools.map(({ name }) => name)).toEqual(['again']);
  expect(noticesOf(endless.server)[0]).toBe(
    'capture-problem: The server goes on listing pages without end; the list is not complete.',
  );
  const fresh = await capture(fixtureCommand('endless', 'new'));
  expect(noticesOf(fresh.server)[0]).toContain('goes on listing pages without end');
  const broken = await capture(fixtureCommand('breaks-off'));
  expect(broken.server.tools.map(({ name }) => name)).toEqual(['first']);
  expect(noticesOf(broken.server)).toEqual([
    'capture-problem: Page 2 of the list could not be read; the list is not complete.',
  ]);
});

test('a list that changes while it is read is read again, but not for ever', async () => {
  const settled = await capture(fixtureCommand('restless', '2'));
  expect(settled.server.tools.map(({ name }) => name)).toEqual(['tool-0', 'tool-1', 'tool-2']);
  expect(settled.server.notices).toEqual([]);
  const restless = await capture(fixtureCommand('restless', '1000'));
  expect(noticesOf(restless.server)).toEqual([
    'capture-problem: The server changed its list each time that it was read; the list is not complete.',
  ]);
});

test('a flood of messages on both outputs neither stops the server nor is kept', async () => {
  const { server } = await capture(fixtureCommand('noisy'));
  expect(server.tools.map(({ name }) => name)).toEqual(['quiet']);
  expect(noticesOf(server)).toEqual([
    'capture-problem: The server wrote lines to its standard output that are not part of the protocol.',
  ]);
  const { failed } = await start(fixtureCommand('noisy', 'exit'));
  expect(failed[0]?.reason).toMatch(/ended before it had listed its tools\. It wrote:[^]*noise/);
  expect(failed[0]?.reason.length).toBeLessThan(3000);
});

test('an answer that is too large, or many that are too large together, end the capture', async () => {
  for (const args of [[], ['pages']]) {
    const out = newFolder('out');
    const command = fixtureCommand('huge', ...args);
    const { failed } = await run(['--stdio', command, '--id', 'huge', '--out', out]);
    expect(failed[0]?.reason).toContain('sent more than 16 MB in one answer or 64 MB in all');
    expect(readdirSync(out)).toEqual([]);
  }
}, 60_000);

test('a server that exits, never answers or does not exist is explained, and nothing is written', async () => {
  const out = newFolder('out');
  const cases = [
    [
      fixtureCommand('exits'),
      '60',
      /ended before it had listed its tools\. It wrote:\nFIXTURE_TOKEN is not set/,
    ],
    [fixtureCommand('silent'), '0.5', /did not answer within 0\.5 s/],
    ['no-such-program', '60', /there is no program "no-such-program"/],
  ] as const;
  for (const [command, timeout, reason] of cases) {
    const report = await run(['--stdio', command, '--id', 'a', '--out', out, '--timeout', timeout]);
    expect(report.failed).toEqual([
      { id: 'a', kind: 'failed', reason: expect.stringMatching(reason) as string },
    ]);
    expect(exitCodeOf(report)).toBe(1);
  }
  expect(readdirSync(out)).toEqual([]);
});

test('a server that ignores being closed is killed with all that it started, after an answer and without one', async () => {
  for (const [flags, ...args] of [[[]], [['--timeout', '4'], 'silent']] as const) {
    const file = join(newFolder('pids'), 'pids');
    const report = await start(fixtureCommand('stubborn', file, ...args), flags);
    expect(report.failed).toHaveLength(args.length);
    expect((await readPids(file)).filter((pid) => !isGone(pid))).toEqual([]);
  }
}, 40_000);

test('an interruption stops the servers and writes nothing', async () => {
  const file = join(newFolder('pids'), 'pids');
  const interruption = new AbortController();
  const out = newFolder('out');
  const command = fixtureCommand('stubborn', file, 'silent');
  const running = run(['--stdio', command, '--id', 'a', '--out', out], { interruption: interruption.signal });
  const pids = await readPids(file);
  interruption.abort();
  const { failed } = await running;
  expect(failed[0]?.reason).toBe('The capture was interrupted.');
  expect(pids.filter((pid) => !isGone(pid))).toEqual([]);
  expect(readdirSync(out)).toEqual([]);
});

test('an incomplete list never replaces a complete record', async () => {
  const out = newFolder('out');
  const flags = ['--id', 'same', '--out', out];
  const { file } = only(await run(['--stdio', fixtureCommand('paged'), ...flags])).prepared;
  const before = readFileSync(file, 'utf8');
  const { failed } = await run(['--stdio', fixtureCommand('breaks-off'), ...flags]);
  expect(failed[0]?.reason).toBe(
    'Page 2 of the list could not be read; the list is not complete.\nThe record of 2026-11-21 is complete and stays as it is. Try again later.',
  );
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(readdirSync(out)).toEqual(['servers']);
});

test('what a record lacked because it was incomplete is no change of the server', async () => {
  const out = newFolder('out');
  const flags = ['--id', 'same', '--out', out];
  await run(['--stdio', fixtureCommand('breaks-off'), ...flags]);
  const { change, prepared } = only(await run(['--stdio', fixtureCommand('paged'), ...flags]));
  expect(prepared.outcome).toBe('changed');
  expect(change).toBeUndefined();
  expect(readdirSync(out)).toEqual(['servers']);
});
