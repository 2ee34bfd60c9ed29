import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** What a screen reader, a keyboard or weak eyes would stumble over in the page as it is: every finding of axe, whatever its weight. */
export async function findBarriers(page: Page): Promise<string[]> {
  // What is still fading in has the contrast of a shadow. What turns for as long as something is loaded never ends.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished.catch(() => undefined)),
    ),
  );
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>('axe.run(document)');
  return violations.map(({ id, impact, help, nodes }) =>
    [
      `${id} (${impact ?? 'no impact'}, ${nodes.length.toString()}): ${help}`,
      ...nodes
        .slice(0, 3)
        .map(
          ({ html, target, failureSummary = '' }) =>
            `    ${target.join(' ')}: ${html.slice(0, 160)}\n      ${failureSummary.replace(/\s+/g, ' ')}`,
        ),
    ].join('\n'),
  );
}

/** Opens everything that is folded, so that it is read, too. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

/** What is wider than the window and does not scroll in a box of its own; empty when the page does not scroll sideways. */
export function findOverflow(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return '';
    const outside = [...document.querySelectorAll('main *')].filter(
      (element) =>
        element.getBoundingClientRect().right > clientWidth && element.closest('.scroll, pre') === null,
    );
    return `${scrollWidth.toString()} > ${clientWidth.toString()}: ${outside
      .slice(0, 3)
      .map((element) => element.outerHTML.slice(0, 100))
      .join(' | ')}`;
  });
}
