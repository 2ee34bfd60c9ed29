import { unfold } from './barriers.ts';
import type { WatchedPage } from './harness.ts';
import { kinds } from './pages.ts';

/**
 * What people make of pages, each by what leads there and waits until it is reached. Those of the search have their tests with
 * everything else of it.
 */
export const states: Readonly<Record<string, (watched: WatchedPage) => Promise<void>>> = {
  'a policy of a server in another preset and format': async ({ page, goto }) => {
    await goto(kinds.server);
    await page.getByRole('tab', { name: 'Strict', exact: true }).click();
    await page.getByRole('tab', { name: 'Claude Code', exact: true }).click();
    await page.locator('policy-panel .losses:visible').waitFor();
    await unfold(page);
  },
  'a policy that was given values which it refuses': async ({ page, goto }) => {
    await goto('tools/workshop/send_reminder/');
    const field = page.getByLabel('The recipient that messages may go to');
    await field.fill(' , ');
    await page.locator('policy-panel [aria-invalid="true"]').waitFor();
  },
  'a narrowed and sorted list': async ({ page, goto }) => {
    await goto('servers/everyday/?q=note&sort=tokens');
    await page.locator('filtered-list[data-narrowed]').waitFor();
  },
  'a list of which nothing is left': async ({ page, goto }) => {
    await goto('servers/everyday/?q=nothing+at+all');
    await page.locator('filtered-list [data-none]:visible').waitFor();
  },
  'a list of several pages, narrowed by the index': async ({ page, goto }) => {
    await goto('tools/?level=high');
    await page.locator('filtered-list[data-narrowed]').waitFor();
  },
  'a narrowed list of servers': async ({ page, goto }) => {
    await goto('servers/?transport=stdio');
    await page.locator('filtered-list[data-narrowed]').waitFor();
  },
  'attacks, narrowed': async ({ page, goto }) => {
    await goto('attacks/');
    await unfold(page);
    await page.locator('attack-filter').getByRole('checkbox').first().check();
  },
  'a stack with dangerous combinations and all its policies': async ({ page, goto }) => {
    await goto('stack/#stack=1.recommended.everyday.workshop.weather-west');
    await page.getByRole('heading', { name: 'What your agents can do' }).waitFor();
    await unfold(page);
    await page.locator('[data-policy-of] pre').first().waitFor();
  },
  'a stack, choosing another server': async ({ page, goto }) => {
    await goto('stack/#stack=1.recommended.everyday');
    await page.getByRole('heading', { name: 'What your agents can do' }).waitFor();
    await page.getByRole('combobox', { name: 'Add a server of the catalogue' }).click();
    await page.getByRole('listbox').waitFor();
  },
  'four tools compared, choosing another': async ({ page, goto }) => {
    await goto(`${kinds['compared tools']},schemas/submit_form,polyglot/script-alert-1-script-0e4cr3g`);
    await page.locator('.compare-table').waitFor();
    await page.getByRole('combobox', { name: 'Server', exact: true }).click();
    await page.getByRole('option').first().waitFor();
  },
  'compared servers, only differences': async ({ page, goto }) => {
    await goto(kinds['compared servers']);
    await page.locator('.compare-table').waitFor();
    await page.getByRole('checkbox', { name: 'Only differences' }).check();
  },
  'the help for keys': async ({ page, goto }) => {
    await goto(kinds.tool);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  },
  'the tester of a tool after calls': async ({ page, goto }) => {
    await goto(kinds.tool);
    await page.getByRole('button', { name: 'Try a call', exact: true }).click();
    await page.locator('#try-arg-0').fill('main');
    await page.getByRole('button', { name: 'Call 10 times', exact: true }).click();
    await page.locator('.decision[data-outcome]').waitFor();
    await unfold(page);
  },
  'the tester with a call that is denied': async ({ page, goto }) => {
    await goto('tester/');
    await page.getByRole('button', { name: 'Load an example', exact: true }).click();
    await page.getByLabel('amount').fill('900');
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.locator('[data-rule]').waitFor();
    await unfold(page);
  },
  'a note of a copied link': async ({ page, goto }) => {
    await goto(kinds.tool);
    await page.keyboard.press('Tab');
    const link = page.getByRole('heading', { name: 'Risk signals' }).getByRole('link');
    await link.waitFor();
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Copied the link' }).waitFor();
  },
};
