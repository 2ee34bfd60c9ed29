import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findBarriers, findOverflow, unfold } from './barriers.ts';
import type { Harness, WatchedPage } from './harness.ts';

const stackPage = 'stack/';

/** What must be found nowhere after it has been pasted. */
const secrets = ['sk-live-4f9a81c2d7e6b350', 'hunter2-of-the-owner', 'Zm9vYmFyLXNlY3JldA', 'q7r8s9t0u1'];
const config = `{
  // The servers of every day
  "mcpServers": {
    "my-day": {
      "command": "npx",
      "args": ["-y", "everyday-mcp@1.4.0", "--token", "${secrets[0] ?? ''}"],
      "env": { "PASSWORD": "${secrets[1] ?? ''}" }, /* never shown */
    },
    "rain": {
      "url": "https://east.example.org/mcp?key=${secrets[3] ?? ''}",
      "headers": { "Authorization": "Bearer ${secrets[2] ?? ''}" }
    },
    "asleep": { "command": "npx", "args": ["@example/workshop-mcp"], "disabled": true },
    "own": { "command": "/home/me/bin/own-server", "args": ["--password=${secrets[1] ?? ''}"] },
  }
}`;
const dump = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  result: {
    tools: [
      {
        name: 'run_command',
        description: 'Runs a shell command on the machine and returns its output.',
        inputSchema: { type: 'object', properties: { command: { type: 'string' } }, required: ['command'] },
      },
      {
        name: 'read_mail',
        description: 'Reads the messages of an inbox, written by anybody.\u200b<img src=x onerror=alert(1)>',
        inputSchema: { type: 'object', properties: {} },
        annotations: { readOnlyHint: true },
      },
    ],
  },
});

/** Pastes a text as a person does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.locator('#stack-paste').focus();
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press('Control+V');
}

/** The heading of the results, when they are shown. */
function results(page: Page): Locator {
  return page.getByRole('heading', { name: 'What your agents can do' });
}

/** The names on the chips. */
async function chips(page: Page): Promise<string[]> {
  const names = await page.locator('.chips li > span').allInnerTexts();
  return names.map((name) => name.trim());
}

/** Asks again until an expectation is met; reading and writing load code first. */
const poll = <T>(read: () => T): ReturnType<typeof expect.poll<T>> => expect.poll(read, { timeout: 10_000 });

/** Watches what is sent, and tells what of the secrets can be found anywhere. */
function watchSecrets({ page }: WatchedPage): () => Promise<string[]> {
  const sent: string[] = [];
  page.on('request', (request) =>
    sent.push(request.url(), request.postData() ?? '', JSON.stringify(request.headers())),
  );
  return async () => {
    const kept = await page.evaluate(() => [
      document.documentElement.outerHTML,
      location.href,
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
      JSON.stringify(history.state),
      document.cookie,
      ...[...document.querySelectorAll('input, textarea')].map((field) =>
        field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : '',
      ),
    ]);
    return secrets.filter((secret) => [...sent, ...kept].some((text) => text.includes(secret)));
  };
}

/** What all the servers of an agent can do together. */
export function testStack(harness: () => Harness): void {
  test('from a pasted configuration to a copied policy, and nothing of it leaves the page', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    const findSecrets = watchSecrets(watched);
    await watched.goto(stackPage);
    await paste(page, config);
    await results(page).waitFor();
    expect(await page.locator('#stack-paste').inputValue()).toBe('');
    expect(await chips(page)).toEqual(['Everyday', 'Weather']);
    const read = await page.locator('.reading').innerText();
    expect(read).toContain('3 servers are recognised and 1 is not known.');
    expect(read).toContain('my-day is Everyday, by its package everyday-mcp.');
    expect(read).toContain('rain is Weather, by its address https://east.example.org/mcp.');
    expect(read).toContain('The configuration has it switched off');
    expect(read).toContain('own is not recognised.');

    await page.getByRole('button', { name: 'Add Workshop Server' }).click();
    await poll(() => chips(page)).toEqual(['Everyday', 'Weather', 'Workshop Server']);
    expect(new URL(page.url()).hash).toBe('#stack=1.recommended.everyday.weather-east.workshop');

    await page.getByRole('tab', { name: 'Claude Code' }).click();
    const card = page.locator('[data-policy-of="everyday"]');
    await card.locator('summary').first().click();
    await card.locator('pre').waitFor();
    expect(await card.locator('pre').innerText()).toContain('my-day');
    await card.getByRole('button', { name: 'Copy' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await card.locator('pre code').textContent());
    expect(await page.evaluate(() => localStorage.getItem('policy-format'))).toBe('claude-code');

    // The pasted text itself is still on the clipboard of the reader only if nothing else was copied.
    await page.evaluate(() => navigator.clipboard.writeText(''));
    expect(await findSecrets()).toEqual([]);
    expect(watched.faults).toEqual([]);
  });

  test('a name of the reader goes into the policy, the file of all servers and the archive', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(`${stackPage}#stack=1.strict.everyday.weather-east`);
    await results(page).waitFor();
    expect(await page.getByRole('tab', { name: 'Strict' }).getAttribute('aria-selected')).toBe('true');
    await page.getByRole('tab', { name: 'Cursor CLI' }).click();
    const card = page.locator('[data-policy-of="everyday"]');
    await card.locator('summary').first().click();
    await card.getByLabel('The name of the server in your configuration').fill('daily');
    await poll(() => card.locator('pre').innerText()).toContain('daily');
    const all = page.locator('.merged .card');
    await poll(() => all.locator('code').last().textContent()).toContain('daily');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download all 2 as ZIP' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('policies-strict-cursor.zip');
    const files = unzipSync(readFileSync(await download.path()));
    expect(Object.keys(files)).toEqual([
      'README.txt',
      'all-servers/cli.json',
      'servers/everyday.strict.cursor.json',
      'servers/weather-east.strict.cursor.json',
    ]);
    expect(strFromU8(files['all-servers/cli.json'] ?? new Uint8Array())).toBe(
      await all.locator('#stack-merged-text').textContent(),
    );
    expect(watched.faults).toEqual([]);
  });

  test('the tools of a server that nobody knows are judged, and drawn where they add up to danger', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(stackPage);
    await page.locator('#stack-paste').fill(dump);
    await page.getByRole('button', { name: 'Read it' }).click();
    await results(page).waitFor();
    expect(await page.locator('.reading').innerText()).toContain(
      '2 tools of Pasted server 1 have been judged here',
    );
    const flow = page.locator('[data-combination="text-to-commands"]');
    expect(await flow.locator('[data-side="in"]').innerText()).toContain('read_mail');
    expect(await flow.locator('[data-side="out"]').innerText()).toContain('run_command');
    await poll(() => flow.locator('path.line').count()).toBe(2);
    // Words of strangers are words, and what is hidden in them is shown.
    expect(await page.locator('#stack-tools').innerText()).toContain('⟨U+200B⟩<img src=x');
    expect(new URL(page.url()).hash).toBe('');
    expect(await page.locator('[data-unshared]').innerText()).toContain('not part of the link');
    expect(watched.faults).toEqual([]);
  });

  test('what cannot be read is said with its place', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(stackPage);
    await paste(page, '{\n  "mcpServers": {\n    "day": { "command" "npx" }\n  }\n}');
    await page.getByRole('heading', { name: 'What was read' }).waitFor();
    expect(await page.locator('.reading').innerText()).toMatch(
      /Line 3, column \d+: A colon is expected here\./,
    );
  });

  test('a link shows the same stack to somebody else, and follows the reader back and forth', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(stackPage);
    await page.getByRole('button', { name: 'Try with an example' }).click();
    await results(page).waitFor();
    const chosen = await chips(page);
    expect(chosen.length).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Copy link' }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(page.url());
    const said = await page.locator('.verdict .said').innerText();

    await page.getByRole('button', { name: `Remove ${chosen[0] ?? ''}` }).click();
    await poll(() => chips(page)).toEqual(chosen.slice(1));
    await page.goBack();
    await poll(() => chips(page)).toEqual(chosen);
    // A link within the page must not take the stack out of the address.
    await page
      .getByRole('navigation', { name: 'Results' })
      .getByRole('link', { name: /attack/ })
      .click();
    await poll(() => page.url()).toBe(link);
    await page.reload();
    await results(page).waitFor();
    expect(await chips(page)).toEqual(chosen);

    await using other = await harness().open();
    await other.page.goto(link);
    await results(other.page).waitFor();
    expect(await other.page.locator('.verdict .said').innerText()).toBe(said);
    expect([...watched.faults, ...other.faults]).toEqual([]);
  });

  test('a link with a server that is gone says so and shows the rest', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(`${stackPage}#stack=1.recommended.everyday.no-such-server`);
    await results(page).waitFor();
    expect(await chips(page)).toEqual(['Everyday']);
    expect(await page.getByRole('alert').innerText()).toContain('no-such-server');
  });

  test('tools that nobody has recorded are said to be missing, and a server without any is no fault', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(`${stackPage}#stack=1.recommended.weather-west.no-tools`);
    await results(page).waitFor();
    const notices = await page.locator('.verdict .notice').allInnerTexts();
    expect(notices.join('\n')).toMatch(
      /Of 116 tools of “Weather”, 1 tool is recorded\..*\n“Weather” is not to be trusted: /,
    );
    await watched.goto(`${stackPage}#stack=1.recommended.no-tools`);
    await poll(() => page.locator('.verdict .said').innerText()).toBe('No tool of this server is recorded.');
    expect(watched.faults).toEqual([]);
  });

  test('a dropped file is read, wherever it falls', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    const findSecrets = watchSecrets(watched);
    await watched.goto(stackPage);
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'mcp.json', { type: 'application/json' }));
      return transfer;
    }, config);
    await page.dispatchEvent('footer', 'dragover', { dataTransfer: data });
    await page.dispatchEvent('footer', 'drop', { dataTransfer: data });
    await results(page).waitFor();
    expect(await chips(page)).toEqual(['Everyday', 'Weather']);
    expect(await findSecrets()).toEqual([]);
    expect(watched.faults).toEqual([]);
  });

  test('everything can be done by keyboard', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(stackPage);
    const box = page.getByRole('combobox', { name: 'Add a server of the catalogue' });
    await box.focus();
    await page.keyboard.type('everyd');
    const option = page.getByRole('option').first();
    await option.waitFor();
    expect(await box.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'));
    await page.keyboard.press('Enter');
    await results(page).waitFor();
    expect(await box.inputValue()).toBe('');
    await page.keyboard.type('work');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await poll(() => chips(page)).toEqual(['Everyday', 'Workshop Server']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').isVisible()).toBe(false);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await poll(() => chips(page)).toEqual(['Workshop Server']);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Remove Workshop Server',
    );
  });

  test('the list of tools is narrowed in place, by server and by access', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(`${stackPage}#stack=1.recommended.everyday.workshop`);
    await results(page).waitFor();
    const tools = page.locator('#stack-tools');
    const names = () => tools.locator('tbody th .name').allInnerTexts();
    const all = (await names()).length;
    await tools.getByLabel('Server').selectOption('workshop');
    const ofServer = await names();
    expect(ofServer.length).toBeLessThan(all);
    expect(await tools.getByRole('status').innerText()).toBe(
      `${ofServer.length.toString()} of ${all.toString()} tools`,
    );
    await page.locator('#stack-access button').first().click();
    const label = await page.locator('#stack-access button').first().innerText();
    for (const row of await tools.locator('tbody tr').allInnerTexts()) expect(row).toContain(label);
    await tools.getByRole('button', { name: 'Show all' }).click();
    expect(await names()).toHaveLength(all);
  });

  test('without scripts the page says what it is for, and leads to the servers', async () => {
    await using watched = await harness().open({ javaScriptEnabled: false });
    const { page } = watched;
    await watched.goto(stackPage);
    expect(await page.locator('main').innerText()).toContain('needs JavaScript');
    expect(await page.locator('#stack-search').isVisible()).toBe(false);
    expect(await page.locator('main').getByRole('link', { name: 'the page of each server' }).count()).toBe(1);
  });

  test.each([320, 1440])('what was pasted has no barrier, at %i pixels', async (width) => {
    await using watched = await harness().open({ viewport: { width, height: 900 } });
    const { page } = watched;
    await watched.goto(stackPage);
    await paste(page, config);
    await results(page).waitFor();
    await paste(page, dump);
    await page.locator('.chips li').nth(2).waitFor();
    await unfold(page);
    await page.locator('[data-policy-of] pre').first().waitFor();
    expect(await findOverflow(page)).toBe('');
    expect(await findBarriers(page)).toEqual([]);
    // In a narrow window the parts stand one below the other, and no line leads through them.
    expect((await page.locator('path.line').count()) > 0).toBe(width > 800);
    expect(watched.faults).toEqual([]);
  });
}

/** The same where the site stands in a folder of its host. */
export function testStackBelow(harness: () => Harness): void {
  test('the example is found below a folder, and its link leads back', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(stackPage);
    await page.getByRole('button', { name: 'Try with an example' }).click();
    await results(page).waitFor();
    expect(page.url().startsWith(`${harness().url}${stackPage}#stack=`)).toBe(true);
    await page.locator('#stack-combinations a').first().click();
    await page.waitForURL((url) => !url.pathname.endsWith(`/${stackPage}`));
    await page.goBack();
    await results(page).waitFor();
    expect(watched.faults).toEqual([]);
  });
}
