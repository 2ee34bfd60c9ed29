import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { figures } from '#domain/accuracy/figures.ts';
import type { AccuracyReport } from '#domain/accuracy/measure.ts';
import { formatInterval, formatShare, type Ratio } from '#domain/accuracy/ratio.ts';
import { formatNumber } from '#domain/text.ts';
import { goldSets } from '#schema/gold.ts';
import { idsOf } from '#schema/vocabulary.ts';
import { projectRoot } from '#scripts/lib/settings.ts';
import { findAll, findTags, hasClass, textOf } from '../support/html.ts';
import type { SiteReader } from './reader.ts';

/** What the page on accuracy says is what the command says. */
export function testAccuracy({ open, pages }: SiteReader): void {
  test('the page on accuracy has the figures that the command prints', () => {
    const script = path.join(projectRoot, 'scripts/accuracy.ts');
    const { stdout } = spawnSync(process.execPath, [script, '--json'], {
      cwd: projectRoot,
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    const report = JSON.parse(stdout) as Pick<AccuracyReport, 'development' | 'held-out'>;
    const page = open('/accuracy/');
    const labelled = idsOf(goldSets)
      .filter((set) => report[set].tools > 0)
      .toReversed();
    const cells = findAll(page, ({ attribs }) => attribs['data-figure'] !== undefined);
    expect(
      cells.map((cell) => [cell.attribs['data-figure'], cell.attribs['data-set'], textOf(cell)]),
    ).toEqual(
      figures.flatMap(({ id }) => labelled.map((set) => [id, set, describe(report[set].figures[id])])),
    );
    const confusions = findAll(page, (element) => hasClass(element, 'confusion')).map((table) =>
      findTags(table, 'tr')
        .slice(1)
        .map((row) => findTags(row, 'td').slice(0, -1).map(textOf)),
    );
    expect(confusions).toEqual(
      labelled.flatMap((set) => [
        countRows(report[set].classConfusion),
        countRows(report[set].levelConfusion),
      ]),
    );
    if (labelled.length === 0) expect(textOf(page)).toContain('No labels');
  });

  test('every page leads to it', () => {
    expect(pages.filter(({ text }) => !text.includes('href="/accuracy/"')).map(({ file }) => file)).toEqual(
      [],
    );
  });
}

function countRows(confusion: Readonly<Record<string, Readonly<Record<string, number>>>>): string[][] {
  return Object.values(confusion).map((row) => Object.values(row).map(formatNumber));
}

/** What stands in a cell of the main figures. */
function describe(ratio: Ratio): string {
  return ratio.value === null
    ? 'no case'
    : `${formatShare(ratio.value)} ${formatNumber(ratio.hits)} of ${formatNumber(ratio.of)} ${formatInterval(ratio)}`;
}
