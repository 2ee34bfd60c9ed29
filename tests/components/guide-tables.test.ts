import { expect, test } from 'vitest';
import { capabilityRules } from '#domain/capability-rules.ts';
import { flagRules } from '#domain/flags.ts';
import { verbTable } from '#domain/lexicon.ts';
import { inputRules } from '#domain/risk/input-rules.ts';
import { levelRules } from '#domain/risk/levels.ts';
import { objectRules } from '#domain/risk/object-rules.ts';
import { guideTables } from '#components/guide/tables.ts';
import { findOne, findTags, hasClass, textOf } from '../support/html.ts';
import { renderComponent } from '../support/render.ts';

const { CapabilityTable, FlagTable, InputTable, ObjectTable, RuleTable, VerbTable } = guideTables;

test.each([
  ['objects', ObjectTable, objectRules.map(({ id, when }) => [id, when])],
  ['arguments', InputTable, inputRules.map(({ id, when }) => [id, when])],
  ['capabilities', CapabilityTable, capabilityRules.map(({ id, when }) => [id, when])],
  ['levels', RuleTable, levelRules.map(({ id, because }) => [id, because])],
  ['flags', FlagTable, flagRules.map(({ flag, when }) => [flag, when])],
] as const)(
  'every rule about %s stands in its table by id, folded under their number',
  async (_what, table, rules) => {
    const folded = findOne(await renderComponent(table, {}), 'fold', ({ name }) => name === 'details');
    expect(textOf(findOne(folded, 'summary', ({ name }) => name === 'summary'))).toMatch(
      new RegExp(`^${rules.length.toString()} `),
    );
    const rows = findTags(folded, 'tr').slice(1);
    expect(
      rows.map((row) => [
        textOf(findOne(row, 'id', ({ name }) => name === 'code')),
        textOf(findTags(row, 'td').at(-1) ?? row),
      ]),
    ).toEqual(rules);
  },
);

test('every verb stands below its class', async () => {
  const words = findTags(await renderComponent(VerbTable, {}), 'dd').map((list) => textOf(list).split(', '));
  expect(words).toEqual(verbTable().flatMap(({ firm, faint }) => [firm.toSorted(), faint.toSorted()]));
});

test('a folded table scrolls by itself, by keyboard too', async () => {
  const folded = findOne(await renderComponent(ObjectTable, {}), 'fold', ({ name }) => name === 'details');
  const region = findOne(folded, 'region', (element) => hasClass(element, 'scroll'));
  expect(region.attribs).toMatchObject({ tabindex: '0', role: 'region' });
});
