import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { decodeState, type TesterState } from '#client/tester/fragment.ts';
import type { Harness, WatchedPage } from './harness.ts';
import { kinds } from './pages.ts';

const testerPage = 'tester/';

/** The decision in sight. */
const decision = (page: Page) => page.locator('.decision');

/** The buttons of the tester. */
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Opens the tester of a tool page. */
async function openOnTool(watched: WatchedPage): Promise<Page> {
  await watched.goto(kinds.tool);
  await button(watched.page, 'Try a call').click();
  await watched.page.locator('#try-arg-0').waitFor();
  return watched.page;
}

/** Opens the tester page with its example. */
async function openExample(watched: WatchedPage): Promise<Page> {
  await watched.goto(testerPage);
  await button(watched.page, 'Load an example').click();
  return watched.page;
}

/** Waits until the address holds a test, and gives it. */
async function readLink(page: Page, test: TesterState): Promise<string> {
  await expect
    .poll(async () => await decodeState(new URL(page.url()).hash))
    .toMatchObject({ ok: true, state: test });
  return page.url();
}

/** Making calls against policies. */
export function testTester(harness: () => Harness): void {
  test('a call on a tool page is allowed until the limit is used up, and again in the next hour', async () => {
    await using watched = await harness().open();
    const page = await openOnTool(watched);
    await page.locator('#try-arg-0').fill('main');
    await button(page, 'Call').click();
    expect(await decision(page).textContent()).toMatch(
      /^Call 1: create_api_key is allowed\. \d+ of \d+ calls an hour are left\.$/,
    );
    await button(page, 'Call 10 times').click();
    expect(await decision(page).textContent()).toMatch(
      /^Calls 2 to 11: \d allowed, then \d denied by \/tools\/create_api_key\/limits\/create_api_key_rate\.$/,
    );
    await button(page, 'Next minute').click();
    await button(page, 'Call again').click();
    expect(await decision(page).getAttribute('data-outcome')).toBe('deny');
    await button(page, 'Next hour').click();
    await button(page, 'Call again').click();
    expect(await decision(page).getAttribute('data-outcome')).toBe('allow');
    await button(page, 'Call 10 times').click();
    expect(await decision(page).getAttribute('data-outcome')).toBe('deny');
    await button(page, 'Forget the counters').click();
    await button(page, 'Call').click();
    expect(await decision(page).getAttribute('data-outcome')).toBe('allow');
    await page.getByText('Calls made').click();
    const log = await page.locator('.log li').allTextContents();
    expect(log[0]).toMatch(/^24\. day 1, 01:00: create_api_key \{"label":"main"\}: allowed$/);
    expect(watched.faults).toEqual([]);
  });

  test('a denial shows its rule, the message and the answer on the wire', async () => {
    await using watched = await harness().open({ colorScheme: 'dark' });
    const page = await openExample(watched);
    await page.getByLabel('amount').fill('900');
    await button(page, 'Call').click();
    expect(await decision(page).textContent()).toBe(
      'Call 1: send_payment is denied by /tools/send_payment/require/args.amount-gt.',
    );
    expect(await page.locator('[data-rule]').textContent()).toBe(
      '/tools/send_payment/require/args.amount-gt',
    );
    expect(await page.locator('[data-message]').textContent()).toBe('Payments above 500 need a person.');
    expect(JSON.parse((await page.locator('.details pre').textContent()) ?? '')).toEqual({
      jsonrpc: '2.0',
      id: 1,
      result: {
        content: [{ type: 'text', text: '[POLICY DENIED] Payments above 500 need a person.' }],
        isError: true,
      },
    });
    expect(watched.faults).toEqual([]);
  });

  test('presets decide differently, and an edited policy is checked at once', async () => {
    await using watched = await harness().open();
    const page = await openOnTool(watched);
    const printed = page.locator('[data-snippet][data-format="gateway"][data-preset="recommended"]');
    expect(await page.locator('#try-policy').inputValue()).toBe(await printed.textContent());
    await page.getByLabel('Policy', { exact: true }).selectOption('Strict');
    await button(page, 'Call').click();
    expect(await decision(page).textContent()).toBe('Call 1: create_api_key is denied by (hidden).');
    await page.getByText('Edit the policy').click();
    const area = page.getByLabel('Policy document');
    await area.fill('{\n  "version": "1",\n  "default": "allow",\n  "hide": ["create_api_kee"]\n}');
    const finding = page.locator('.findings li');
    await finding.waitFor();
    expect(await finding.textContent()).toMatch(
      /^Error at line 4, column \d+: The server has no tool "create_api_kee"\. Write the name exactly/,
    );
    expect(await area.getAttribute('aria-invalid')).toBe('true');
    await finding.getByRole('button').click();
    expect(await area.evaluate((element: HTMLTextAreaElement) => element.selectionStart)).toBeGreaterThan(45);
    expect(await page.getByLabel('Policy', { exact: true }).inputValue()).toBe('own');
    await area.fill('{"version": 1}');
    await page.getByText('2 errors in the policy.').waitFor();
    await button(page, 'Call').click();
    expect(await decision(page).textContent()).toMatch(/^No decision: the policy has errors/);
    await page.getByLabel('Policy', { exact: true }).selectOption('Recommended');
    await button(page, 'Call').click();
    expect(await decision(page).getAttribute('data-outcome')).toBe('allow');
    expect(watched.faults).toEqual([]);
  });

  test('form and JSON are two views of the same arguments', async () => {
    await using watched = await harness().open();
    const page = await openExample(watched);
    await page.getByRole('radio', { name: 'JSON' }).check();
    const area = page.getByLabel('Arguments as JSON');
    expect(JSON.parse(await area.inputValue())).toEqual({
      amount: 120,
      currency: 'EUR',
      reason: 'Invoice 2041',
    });
    await area.fill('{\n  "amount": 50\n  "currency": "GBP"\n}');
    await page.getByText('Line 3, column 3: a comma is missing.').waitFor();
    await page.getByRole('radio', { name: 'Form' }).click();
    expect(await page.getByRole('radio', { name: 'JSON' }).isChecked()).toBe(true);
    await area.fill('{"amount": "50", "currency": "GBP", "note": 1}');
    await page.getByRole('radio', { name: 'Form' }).check();
    expect(await page.getByLabel('amount').inputValue()).toBe('"50"');
    expect(await page.getByLabel('currency').inputValue()).toBe('"GBP"');
    expect(await page.locator('.rows').textContent()).toContain('note');
    await page.getByLabel('amount').fill('50"');
    await button(page, 'Call').click();
    expect(await decision(page).textContent()).toBe('No call has been made yet.');
    const fault = await page.getByLabel('amount').getAttribute('aria-describedby');
    expect(await page.locator(`#${fault?.split(' ').at(-1) ?? ''}`).textContent()).toContain(
      'not valid JSON',
    );
    expect(await page.getByLabel('amount').evaluate((element) => element === document.activeElement)).toBe(
      true,
    );
    await page.getByLabel('amount').fill('50');
    await page.getByLabel('urgent').selectOption('true');
    await page.getByRole('radio', { name: 'JSON' }).check();
    expect(JSON.parse(await area.inputValue())).toEqual({
      amount: 50,
      currency: 'GBP',
      urgent: true,
      note: 1,
    });
    expect(watched.faults).toEqual([]);
  });

  test('a link opens the same test, on both kinds of page, also without a reload', async () => {
    await using watched = await harness().open();
    const page = await openOnTool(watched);
    await page.getByLabel('Policy', { exact: true }).selectOption('Permissive');
    await page.locator('#try-arg-0').fill('<b>"größer"</b>');
    const first = await readLink(page, { args: '{\n  "label": "<b>\\"größer\\"</b>"\n}' });
    await page.locator('#try-arg-0').fill('second');
    const second = await readLink(page, { args: '{\n  "label": "second"\n}', preset: 'permissive' });

    await using other = await harness().open();
    await other.page.goto(first);
    await other.page.locator('#try-arg-0').waitFor();
    await expect.poll(() => other.page.locator('#try-arg-0').inputValue()).toBe('<b>"größer"</b>');
    expect(await other.page.getByLabel('Policy', { exact: true }).inputValue()).toBe('permissive');
    await expect
      .poll(() => other.page.locator('#try').evaluate((element) => element.getBoundingClientRect().top))
      .toBeLessThan(100);
    await other.page.evaluate((hash) => {
      location.hash = hash;
    }, new URL(second).hash);
    await expect.poll(() => other.page.locator('#try-arg-0').inputValue()).toBe('second');

    await other.goto('tester/');
    await button(other.page, 'Show the servers of the catalogue').click();
    await other.page.getByLabel('Tool definitions').selectOption('everyday');
    await other.page.getByText('7 tools known.').waitFor();
    await other.page.getByLabel('Tool', { exact: true }).fill('delete_note');
    await other.page.getByLabel('Tool', { exact: true }).press('Tab');
    const third = await readLink(other.page, { tool: 'delete_note', server: 'everyday' });
    await page.goto(third);
    await expect.poll(() => page.getByLabel('Tool', { exact: true }).inputValue()).toBe('delete_note');
    expect(await page.getByLabel('Tool definitions').inputValue()).toBe('everyday');
    await button(page, 'Call').click();
    expect(await decision(page).textContent()).toMatch(/^Call 1: delete_note is /);
    expect([...watched.faults, ...other.faults]).toEqual([]);
  });

  test('a damaged link says so, and a test that is too long is not put into the address', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(`${testerPage}#t1.xyz`);
    await page.getByText('The link is damaged').waitFor();
    const noise = Array.from({ length: 9_000 }, (_, index) => ((index * 7919) % 104_729).toString(36)).join(
      '',
    );
    await page
      .getByLabel('Policy document')
      .fill(JSON.stringify({ version: '1', default: 'allow', hide: [noise] }));
    await page.getByText('does not fit into a link').waitFor();
    expect(new URL(page.url()).hash).toBe('');
    expect(watched.faults).toEqual([]);
  });

  test('only files of the site are asked for, and none while typing or calling', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await button(page, 'Try a call').click();
    await page.locator('#try-arg-0').waitFor();
    await page.waitForLoadState('networkidle');
    expect(asked.filter((path) => !path.startsWith('/_astro/'))).toEqual(['/api/v1/servers/everyday.json']);
    asked.length = 0;
    await page.locator('#try-arg-0').pressSequentially('secret');
    await page.getByText('Edit the policy').click();
    await page.getByLabel('Policy document').pressSequentially(' ');
    await button(page, 'Call').click();
    await readLink(page, { args: '{\n  "label": "secret"\n}' });
    expect(asked).toEqual([]);
    expect(watched.faults).toEqual([]);
  });

  test('words of strangers are text here, too', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds['tool of strange words']);
    const name = (await page.locator('h1').textContent())?.trim() ?? '';
    await button(page, 'Try a call').click();
    await button(page, 'Call').click();
    expect(await decision(page).textContent()).toContain(`Call 1: ${name} is `);
    expect(await page.locator('policy-tester script, policy-tester img').count()).toBe(0);
    expect(watched.faults).toEqual([]);
  });

  test('the keyboard is enough', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await button(page, 'Try a call').focus();
    await page.keyboard.press('Enter');
    await page.locator('#try-arg-0').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('try-preset');
    const focused: (string | undefined)[] = [];
    for (let step = 0; step < 9; step += 1) {
      await page.keyboard.press('Tab');
      focused.push(
        await page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent.trim()),
      );
      if (focused.at(-1) === 'try-arg-0') await page.keyboard.type('by keyboard');
    }
    expect(focused.slice(0, 6)).toEqual([
      'Edit the policy',
      'What this policy says',
      'try-tool',
      expect.anything(),
      'try-arg-0',
      'try-arg-1',
    ]);
    expect(focused.slice(6, 8)).toEqual(['Call', 'Call 10 times']);
    await page.locator('#try-arg-0').focus();
    await page.keyboard.press('Enter');
    expect(await decision(page).textContent()).toMatch(/^Call 1: create_api_key is allowed/);
    expect(watched.faults).toEqual([]);
  });

  test('a pattern that is hard to search does not hold up the page', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(testerPage);
    const condition = { path: 'args.text', op: 'regex', value: '^(a|aa|a*)*b$' };
    await page.getByLabel('Policy document').fill(
      JSON.stringify({
        version: '1',
        default: 'allow',
        tools: { t: { deny_if: [{ conditions: [condition] }] } },
      }),
    );
    await page.getByLabel('Tool', { exact: true }).fill('t');
    await page.getByLabel('Arguments as JSON').fill(JSON.stringify({ text: 'a'.repeat(20_000) }));
    await page.getByText('1 warning in the policy.').waitFor();
    await button(page, 'Call').click();
    await expect.poll(() => decision(page).textContent()).toMatch(/^Call 1: t is allowed/);
    await page.getByLabel('Arguments as JSON').fill(JSON.stringify({ text: 'a'.repeat(90_000) }));
    await button(page, 'Call 10 times').click();
    expect(await decision(page).textContent()).toMatch(
      /^No decision: 1 pattern would search 900,000 characters/,
    );
    expect(watched.faults).toEqual([]);
  });

  test.each([kinds.tool, testerPage])('without JavaScript %s says that it is needed', async (address) => {
    await using watched = await harness().open({ javaScriptEnabled: false });
    await watched.goto(address);
    const words = watched.page.locator('noscript p', { hasText: 'needs JavaScript' });
    expect(await words.isVisible()).toBe(true);
    expect(await watched.page.locator('policy-tester button:visible').count()).toBe(0);
  });

  test.each([320, 390, 820, 1440])('nothing scrolls sideways at %i pixels', async (width) => {
    await using watched = await harness().open({ viewport: { width, height: 900 }, forcedColors: 'active' });
    const page = await openExample(watched);
    await page.getByLabel('Policy document').fill(examplePlus);
    await button(page, 'Call 10 times').click();
    await page.locator('.findings li').first().waitFor();
    expect(await isWide(page)).toBe(false);
    await openOnTool(watched);
    await button(page, 'Call 10 times').click();
    expect(await isWide(page)).toBe(false);
    expect(watched.faults).toEqual([]);
  });
}

/** The same below a folder of a host, where addresses begin otherwise. */
export function testTesterBelow(harness: () => Harness): void {
  test('records are found, on the page of a tool and on the page of the tester', async () => {
    await using watched = await harness().open();
    const page = await openOnTool(watched);
    expect(await page.getByLabel('Tool', { exact: true }).inputValue()).toBe('create_api_key');
    await watched.goto(testerPage);
    await button(page, 'Show the servers of the catalogue').click();
    await page.getByLabel('Tool definitions').selectOption('everyday');
    await page.getByText('7 tools known.').waitFor();
    await page.getByLabel('Tool', { exact: true }).fill('echo');
    await button(page, 'Call').click();
    expect(await decision(page).textContent()).toBe('Call 1: echo is allowed. No limit applies.');
    expect(watched.faults).toEqual([]);
  });
}

/** A policy with long words in every place that is shown. */
const examplePlus = JSON.stringify({
  version: '1',
  default: 'deny',
  tools: { send_payment: { limits: [{ counter: 'c'.repeat(200), window: 'day', max: 3, scope: 'grant' }] } },
  hide: ['x'.repeat(300)],
});

function isWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
